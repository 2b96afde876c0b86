import { createHmac } from 'node:crypto'
import type { SandboxContext } from '../context.ts'

/**
 * Slack waits three seconds for an acknowledgement; a tenth more, so that a desk which gives up at the same moment, as
 * Bolt's receivers do at 3,001 ms, is always heard to. https://docs.slack.dev/interactivity/handling-user-interaction
 */
const deadlineMs = 3_100

export interface DeskRequest {
  // Slack sends the form's type without a charset, and Bolt's own receivers take no other.
  readonly type: 'application/x-www-form-urlencoded' | 'application/json'
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What the desk answered, of whatever status; `failure` where nothing came in time, or no connection came about. */
export type DeskAnswer =
  | {
      readonly status: number
      readonly headers: Headers
      readonly text: string
      readonly failure?: undefined
    }
  | { readonly failure: 'timeout' | 'connection' }

/** Posts to the desk, signed as Slack signs (v0), with real time. Follows no redirect. */
export async function postToDesk(
  { type, body, headers = {} }: DeskRequest,
  { clock, deskUrl, secrets }: Pick<SandboxContext, 'clock' | 'deskUrl' | 'secrets'>,
): Promise<DeskAnswer> {
  const timestamp = String(Math.floor(clock.wall() / 1000))
  const signature = createHmac('sha256', secrets.slackSigningSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex')

  try {
    const answer = await fetch(`${deskUrl()}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...headers,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    return { failure: isLate ? 'timeout' : 'connection' }
  }
}
