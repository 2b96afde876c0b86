import { createAnswering, findSurroundings, openDeskStore, storeFolder } from '../app.ts'
import { readConfig } from '../config.ts'
import { parseLocale } from '../core/locale.ts'
import { askHolder, type HolderReply, type HolderRequest } from '../holder.ts'
import { createLog } from '../log.ts'
import { knowsZone } from '../text/dates.ts'
import { printAnswer } from './print-answer.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Runs one command and prints its answer. False where the answer is an error. */
export async function ask(wish: HolderRequest, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const { locale, timeZone } = wish
  if (locale !== undefined && !parseLocale(locale)) {
    throw new WrongUsage(`--locale takes ja, ko, en, zh-TW or zh-CN, not ${locale}`)
  }
  if (timeZone !== undefined && !knowsZone(timeZone)) {
    throw new WrongUsage(`--time-zone takes an IANA zone such as Asia/Tokyo, not ${timeZone}`)
  }
  const config = readConfig(environment)
  const isEmbedded = !config.works || !config.databaseUrl
  const held = isEmbedded ? await askHolder(storeFolder(config, !config.works), wish) : undefined
  const { output, isAnswer } = held ?? (await askHere(wish, environment))
  process.stdout.write(`${output}\n`)
  return isAnswer
}

/** Opens everything for this one question. */
async function askHere(wish: HolderRequest, environment: NodeJS.ProcessEnv): Promise<HolderReply> {
  const surroundings = await findSurroundings(environment, () => '', 0)
  const { config, sandbox } = surroundings
  try {
    const store = await openDeskStore(surroundings)
    const log = createLog(environment.LOG_LEVEL ? config.logLevel : 'silent', 'stderr')
    const answering = createAnswering(surroundings, log, { store })
    try {
      return await printAnswer(wish, config, answering)
    } finally {
      answering.close()
      await store.close()
    }
  } finally {
    await sandbox?.close()
  }
}
