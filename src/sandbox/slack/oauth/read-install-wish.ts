import { z } from 'zod'
import { isLoopback } from '../../../core/is-loopback.ts'
import type { SlackApp } from '../slack-app.ts'

/** What an app asks a person to allow. */
export interface InstallWish {
  readonly scopes: readonly string[]
  readonly state: string | undefined
  /** As it was asked for; undefined where it was not. */
  readonly redirectUri: string | undefined
  /** Where the person is sent back to. */
  readonly returnUrl: string
  /** The workspace that is chosen unless another one is. */
  readonly team: string | undefined
}

/** A parameter that is given twice comes as a list, and is refused. */
const querySchema = z.object({
  client_id: z.string().default(''),
  scope: z.string().default(''),
  user_scope: z.string().default(''),
  state: z.string().optional(),
  redirect_uri: z.string().optional(),
  team: z.string().optional(),
})

/** What the manifest of the app registers. */
const redirectPath = '/slack/oauth_redirect'

/** Reads what the page is opened with, or tells why Slack would show an error instead, by Slack's name for it. */
export function readInstallWish(
  query: unknown,
  { context }: SlackApp,
): InstallWish | { readonly error: string } {
  const parsed = querySchema.safeParse(query)
  if (!parsed.success) return { error: 'invalid_arguments' }
  const { client_id, scope, user_scope, state, redirect_uri, team } = parsed.data
  if (client_id !== context.secrets.slackClientId) return { error: 'invalid_client_id' }
  const scopes = scope.split(/[\s,]+/).filter((name) => name !== '')
  if (scopes.length === 0) return { error: 'no_scopes' }
  // The app has no use for tokens of people, and none are to be had here.
  if (user_scope.trim() !== '' || !scopes.every((name) => /^[a-z_]+(?:[:.][a-z_]+)*$/.test(name)))
    return { error: 'invalid_scope' }
  const registered = context.deskUrl() + redirectPath
  if (!URL.canParse(registered) || !isRegistered(redirect_uri ?? registered, registered))
    return { error: 'bad_redirect_uri' }
  return { scopes, state, redirectUri: redirect_uri, returnUrl: redirect_uri ?? registered, team }
}

/** This machine has several names, which a browser does not take for one. */
function isRegistered(given: string, registered: string): boolean {
  if (!URL.canParse(given)) return false
  const asked = new URL(given)
  const known = new URL(registered)
  const isSameHost =
    asked.hostname === known.hostname || (isLoopback(asked.hostname) && isLoopback(known.hostname))
  const isSamePlace = isSameHost && asked.port === known.port && asked.pathname === known.pathname
  return isSamePlace && asked.protocol === known.protocol && asked.hash === ''
}
