import { randomBytes } from 'node:crypto'
import { domain } from './lineworks/people.ts'
import { botName } from './lineworks/rooms.ts'
import type { Secrets } from './secrets.ts'
import { supportChannel } from './slack/teams/sunrise.ts'

/** The variables with which a desk is wired to the sandbox at `url`: for one Slack workspace, or for installs. */
export function describeEnvironment(
  url: string,
  secrets: Secrets,
  isOAuth = false,
): Readonly<Record<string, string>> {
  return {
    WORKS_API_URL: `${url}/v1.0`,
    WORKS_AUTH_URL: `${url}/oauth2/v2.0`,
    WORKS_CLIENT_ID: secrets.worksClientId,
    WORKS_CLIENT_SECRET: secrets.worksClientSecret,
    WORKS_SERVICE_ACCOUNT: secrets.worksServiceAccount,
    // On one line, as `.env` files want it.
    WORKS_PRIVATE_KEY: secrets.worksPrivateKey.replaceAll('\n', '\\n'),
    WORKS_SCOPES: 'partner.read bot user.read group.read',
    WORKS_BOT_ID: secrets.worksBotId,
    WORKS_BOT_SECRET: secrets.worksBotSecret,
    WORKS_BOT_NAME: botName,
    // So that the person of another domain is refused here as in Slack.
    WORKS_ALLOWED_DOMAINS: String(domain.id),
    SLACK_SIGNING_SECRET: secrets.slackSigningSecret,
    ...(isOAuth ? oauthVariables(secrets) : { SLACK_BOT_TOKEN: secrets.slackBotToken }),
    SLACK_API_URL: `${url}/slack/api/`,
    SLACK_SUPPORT_CHANNELS: supportChannel,
  }
}

/** The last two are the desk's own secrets, which Slack never sees. */
function oauthVariables({ slackClientId, slackClientSecret, slackTeamIds }: Secrets) {
  return {
    SLACK_CLIENT_ID: slackClientId,
    SLACK_CLIENT_SECRET: slackClientSecret,
    SLACK_ALLOWED_TEAMS: slackTeamIds.join(','),
    SLACK_STATE_SECRET: randomBytes(32).toString('hex'),
    TOKEN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  }
}
