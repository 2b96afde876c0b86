import type { OAuthV2AccessArguments, OauthV2AccessResponse } from '@slack/web-api'
import { connect } from './slack-client.ts'
import type { DeskRequest, SlackDesk } from './slack-desk.ts'

/** The team ids, the playground's first. */
export function teamsOf({ sandbox: { environment } }: SlackDesk): readonly [string, string] {
  const [first = '', second = ''] = (environment.SLACK_ALLOWED_TEAMS ?? '').split(',')
  return [first, second]
}

/** The client's credentials, as `oauth.v2.access` takes them. */
export function clientOf({ sandbox: { environment } }: SlackDesk) {
  return {
    client_id: environment.SLACK_CLIENT_ID ?? '',
    client_secret: environment.SLACK_CLIENT_SECRET ?? '',
  }
}

export const usualScope = 'commands,chat:write,users:read,app_mentions:read,channels:history,usergroups:read'

/** The page's address; what is undefined in `query` is left out. */
export function authorizeUrl(
  slack: SlackDesk,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const { client_id } = clientOf(slack)
  const url = new URL('../oauth/v2/authorize', slack.sandbox.environment.SLACK_API_URL)
  for (const [name, value] of Object.entries({ client_id, scope: usualScope, state: 'a state', ...query }))
    if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

/** Presses a button of the page, and gives its answer. */
export function decide(url: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

/** Where an answer of the page leads. */
export function returnOf(answer: Response): URL {
  return new URL(answer.headers.get('location') ?? 'none:')
}

/** Allows it, and gives the code. */
export async function allow(
  slack: SlackDesk,
  workspace: string,
  more: { readonly tokens?: string; readonly query?: Readonly<Record<string, string | undefined>> } = {},
): Promise<string> {
  const tokens: Record<string, string> = more.tokens === undefined ? {} : { tokens: more.tokens }
  const answer = await decide(authorizeUrl(slack, more.query), { decision: 'allow', workspace, ...tokens })
  return returnOf(answer).searchParams.get('code') ?? ''
}

export function access(
  slack: SlackDesk,
  given: Readonly<Record<string, string>>,
): Promise<OauthV2AccessResponse> {
  return connect(slack, '').oauth.v2.access({ ...clientOf(slack), ...given } as OAuthV2AccessArguments)
}

/** Walks through the whole of it. */
export async function install(
  slack: SlackDesk,
  workspace: string,
  tokens?: 'rotating' | 'lasting',
): Promise<{
  readonly token: string
  readonly refreshToken: string
  readonly answer: OauthV2AccessResponse
}> {
  const code = await allow(slack, workspace, tokens ? { tokens } : {})
  const answer = await access(slack, { code })
  return { token: answer.access_token ?? '', refreshToken: answer.refresh_token ?? '', answer }
}

export interface AppEvent {
  readonly team_id: string
  readonly event: { readonly type: string; readonly tokens?: object }
}

/** The events that came to the desk. */
export function eventsOf(requests: readonly DeskRequest[]): AppEvent[] {
  return requests
    .filter(({ headers }) => headers['content-type'] === 'application/json')
    .map(({ body }) => JSON.parse(body))
}
