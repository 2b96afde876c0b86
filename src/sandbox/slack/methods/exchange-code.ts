import { type IssuedTokens, rotatingSeconds } from '../installation.ts'
import type { AppMethod, MethodAnswer } from '../method.ts'
import { checkClient } from '../oauth/check-client.ts'
import type { Arguments } from '../read-arguments.ts'
import type { SlackApp } from '../slack-app.ts'
import { appId, type Workspace } from '../workspace.ts'

/** `oauth.v2.access`: a code for tokens, or a refresh token for new ones. */
export const exchangeCode: AppMethod = (given, slack) => {
  const refusal = checkClient(given, slack.context.secrets)
  if (refusal) return refusal
  switch (given.grant_type) {
    case undefined:
    case 'authorization_code':
      return installByCode(given, slack)
    case 'refresh_token':
      return renew(given, slack)
    default:
      return { error: 'invalid_grant_type' }
  }
}

function installByCode({ code, redirect_uri }: Arguments, { codes }: SlackApp): MethodAnswer {
  const allowed = codes.redeem(code, redirect_uri)
  if ('error' in allowed) return allowed
  const { workspace, scopes, rotates } = allowed
  const tokens = workspace.installation.install(scopes, rotates)
  const [installer] = workspace.team.people
  return { ...describeTokens(tokens, workspace), authed_user: { id: installer?.id } }
}

/** Another access token that has not expired yet stays good until it has. */
function renew({ refresh_token }: Arguments, { workspaces }: SlackApp): MethodAnswer {
  for (const workspace of workspaces) {
    const tokens = workspace.installation.refresh(String(refresh_token))
    if (tokens) return describeTokens(tokens, workspace)
  }
  return { error: 'invalid_refresh_token' }
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
function describeTokens({ accessToken, refreshToken }: IssuedTokens, { team, scopes }: Workspace) {
  return {
    app_id: appId,
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken, expires_in: rotatingSeconds }),
    bot_user_id: team.bot.id,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  }
}
