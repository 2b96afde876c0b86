import type { Logger } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Observe } from '../../core/metrics.ts'
import type { Log } from '../../core/ports.ts'
import type { Install } from '../installs/installs.ts'
import { toBoltLogger } from './bolt-log.ts'
import { signedFetch } from './signed-fetch.ts'
import { createWatchedFetch } from './watched-fetch.ts'

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

export interface ClientOptions extends Pick<WebClientOptions, 'timeout' | 'retryConfig'> {
  /** Told of each call; absent: nobody counts. */
  readonly observe?: Observe | undefined
}

/** A client that acts in the workspaces of an installation. */
export function openClient(
  install: Install,
  apiUrl: string,
  log: Log,
  { observe, ...patience }: ClientOptions = {},
): WebClient {
  const send = createWatchedFetch({ observe, log })
  const options = { ...webApiOptions(apiUrl, toBoltLogger(log)), ...patience }
  return new WebClient(undefined, { ...options, fetch: signedFetch(install, send) })
}
