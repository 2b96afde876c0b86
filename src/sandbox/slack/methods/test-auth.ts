import type { Method } from '../method.ts'
import { deskBot } from '../people.ts'
import { botId, teamDomain, teamName } from '../workspace.ts'

/** `auth.test` */
export const testAuth: Method = (_given, { teamId }) => ({
  url: `https://${teamDomain}.slack.com/`,
  team: teamName,
  user: deskBot.handle,
  team_id: teamId,
  user_id: deskBot.id,
  bot_id: botId,
  is_enterprise_install: false,
})
