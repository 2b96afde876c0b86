import { type ErrorCode, type Logger, LogLevel, WebClient } from '@slack/web-api'
import { expect } from 'vitest'
import type { SlackDesk } from './slack-desk.ts'

/** The client writes each refusal to the terminal. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** Slack's own client, which tries once. */
export function connect(
  { sandbox: { environment } }: SlackDesk,
  token: string | undefined = environment.SLACK_BOT_TOKEN,
): WebClient {
  return new WebClient(token, {
    slackApiUrl: environment.SLACK_API_URL ?? '',
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  })
}

/** The error by which a call is refused; fails when it is not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: { code: ErrorCode; data: { error: string } }) => reason,
  )
  expect(error?.code).toBe('slack_webapi_platform_error')
  return error?.data.error ?? ''
}
