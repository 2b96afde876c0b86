import { createAnswering } from '../app/answering.ts'
import { botMenu, registerMenu } from '../app/set-up.ts'
import { findSurroundings } from '../app/surroundings.ts'
import { readConfig } from '../config.ts'
import { createQuietLog } from './quiet-log.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Shows the buttons of the persistent menu in LINE WORKS, or registers them. */
export async function menu(isToApply: boolean, environment: NodeJS.ProcessEnv): Promise<void> {
  const { actions } = botMenu.content
  if (!isToApply) {
    for (const { label, text } of actions) process.stdout.write(`${label}: ${text}\n`)
    return
  }
  const { bot } = readConfig(environment)
  if (!bot) throw new WrongUsage('menu --apply needs WORKS_BOT_ID, WORKS_BOT_SECRET and WORKS_BOT_NAME')
  const surroundings = await findSurroundings(environment)
  const log = createQuietLog(surroundings.config, environment)
  const answering = createAnswering(surroundings, log)
  try {
    await registerMenu({ surroundings, answering, log })
    process.stdout.write(`The menu of ${bot.name} has ${actions.length} buttons.\n`)
  } finally {
    await answering.close()
  }
}
