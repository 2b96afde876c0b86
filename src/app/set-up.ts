import { randomUUID } from 'node:crypto'
import type { Log } from '../core/ports.ts'
import { menuContent, menuLines } from '../lineworks/menu.ts'
import { createSetUp, type SetUp } from '../lineworks/set-up.ts'
import { say } from '../text/speak.ts'
import type { Answering } from './answering.ts'
import type { Surroundings } from './surroundings.ts'

/** The persistent menu of the bot in LINE WORKS. */
export const botMenu = menuContent(menuLines, (key, locale, values) =>
  say(key, { locale, zone: 'UTC' }, values),
)

export interface SetUpParts {
  readonly surroundings: Surroundings
  readonly answering: Answering
  readonly log: Log
}

/** The way to the bot's settings; undefined where no bot is set. */
export function openSetUp({ surroundings: { config }, answering, log }: SetUpParts): SetUp | undefined {
  const { bot, works } = config
  if (!bot) return undefined
  const around = { ...answering.works, apiUrl: works.apiUrl, wallClock: Date.now, log }
  return createSetUp({ ...around, botId: bot.id, correlationId: randomUUID() })
}

/** Rejects with what LINE WORKS had against it. */
export async function registerMenu(parts: SetUpParts): Promise<void> {
  await openSetUp(parts)?.registerMenu(botMenu)
}
