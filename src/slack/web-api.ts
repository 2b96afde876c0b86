import type { Logger } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'

/** A person waits behind every call: one quick second try, and never Slack's default of half an hour. */
export function webApiOptions(apiUrl: string, logger: Logger): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger,
    timeout: 3000,
    retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 300 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  }
}
