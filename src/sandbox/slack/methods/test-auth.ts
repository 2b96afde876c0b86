import type { Method } from '../method.ts'

/** `auth.test` */
export const testAuth: Method = (_given, { team: { id, name, domain, bot, botId } }) => ({
  url: `https://${domain}.slack.com/`,
  team: name,
  user: bot.handle,
  team_id: id,
  user_id: bot.id,
  bot_id: botId,
  is_enterprise_install: false,
})
