import { WebClient } from '@slack/web-api'

export interface TokenCheck {
  readonly team: string
  readonly bot: string
  /** Scopes that the desk needs and the token does not have. */
  readonly missingScopes: readonly string[]
}

const timeoutMs = 10_000

/** Asks Slack whose token this is and what it may do. Rejects with Slack's own error when it is refused. */
export async function checkToken(
  token: string,
  apiUrl: string,
  neededScopes: readonly string[],
): Promise<TokenCheck> {
  const identity = await clientOf(token, apiUrl).auth.test()
  const granted = identity.response_metadata?.scopes ?? []
  return {
    team: identity.team ?? '',
    bot: identity.user ?? '',
    missingScopes: neededScopes.filter((scope) => !granted.includes(scope)),
  }
}

/** Asks Slack for a Socket Mode address, and leaves it unused. Rejects with Slack's own error when it is refused. */
export async function checkAppToken(token: string, apiUrl: string): Promise<void> {
  await clientOf(token, apiUrl).apps.connections.open()
}

function clientOf(token: string, apiUrl: string): WebClient {
  return new WebClient(token, { slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 1 } })
}
