import { isLoopback } from '../core/is-loopback.ts'

const worksVariables = [
  'WORKS_CLIENT_ID',
  'WORKS_CLIENT_SECRET',
  'WORKS_SERVICE_ACCOUNT',
  'WORKS_PRIVATE_KEY',
] as const
const botVariables = ['WORKS_BOT_ID', 'WORKS_BOT_SECRET', 'WORKS_BOT_NAME'] as const
const slackVariables = ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const
/** For several workspaces: all of them, or none. */
const oauthVariables = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_ALLOWED_TEAMS',
  'TOKEN_ENCRYPTION_KEY',
] as const

/**
 * What is missing. Where nothing is set, outside production, the sandbox fills in, and must not be reached from
 * elsewhere.
 */
export function missingOrOpen(given: Record<string, string | undefined>): string[] {
  const isSet = (name: string) => given[name] !== undefined
  const isUnset = (name: string) => !isSet(name)
  const hasCredentials = [...worksVariables, ...slackVariables, ...oauthVariables, ...botVariables].some(
    isSet,
  )
  if (!hasCredentials && given.NODE_ENV !== 'production') {
    const isOpen = given.HOST !== undefined && !isLoopback(given.HOST)
    return isOpen ? ['HOST: has to be a loopback address while the sandbox runs'] : []
  }

  const missing: string[] = worksVariables.filter(isUnset)
  const wantsBot = botVariables.some(isSet)
  const wantsOAuth = oauthVariables.some(isSet)
  const wantsSlack =
    wantsOAuth || slackVariables.some(isSet) || (given.NODE_ENV === 'production' && !wantsBot)
  if (wantsOAuth) {
    // Slack brings people back from its page over HTTP, and what it sends by itself comes the same way.
    missing.push(...['SLACK_SIGNING_SECRET', ...oauthVariables].filter(isUnset))
  } else if (wantsSlack) {
    if (isUnset('SLACK_BOT_TOKEN')) missing.push('SLACK_BOT_TOKEN')
    if (isUnset('SLACK_SIGNING_SECRET') && isUnset('SLACK_APP_TOKEN')) missing.push('SLACK_SIGNING_SECRET')
  }
  if (wantsBot) missing.push(...botVariables.filter(isUnset))
  const both =
    wantsOAuth && isSet('SLACK_BOT_TOKEN')
      ? [
          `SLACK_BOT_TOKEN: is for one workspace, and cannot be set together with ${oauthVariables.filter(isSet).join(', ')}`,
        ]
      : []
  return [...missing.map((name) => `${name}: is missing`), ...both]
}
