import { type Answering, createAnswering } from '../app/answering.ts'
import { findSurroundings, openDeskStore, storeFolder } from '../app/surroundings.ts'
import { readConfig } from '../config.ts'
import { parseLocale } from '../core/locale.ts'
import { askHolder, type HolderAnswer, type HolderQuestion } from '../holder.ts'
import { createLog } from '../log.ts'
import { knowsZone } from '../text/dates.ts'
import { printAnswer } from './print-answer.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Runs one command and prints its answer. False where the answer is an error. */
export async function ask(wish: HolderQuestion, environment: NodeJS.ProcessEnv): Promise<boolean> {
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
async function askHere(wish: HolderQuestion, environment: NodeJS.ProcessEnv): Promise<HolderAnswer> {
  const surroundings = await findSurroundings(environment, { sandboxPort: 0 })
  const { config, sandbox } = surroundings
  try {
    const store = await openDeskStore(surroundings)
    const log = createLog(environment.LOG_LEVEL ? config.logLevel : 'silent', 'stderr')
    const answering = createAnswering(surroundings, log, { store })
    try {
      if (sandbox) await collectOnceADay(answering)
      return await printAnswer(wish, config, answering)
    } finally {
      await answering.close()
      await store.close()
    }
  } finally {
    await sandbox?.close()
  }
}

/** Nobody else fills this copy, and names are what one would try; a sandbox's dates move on with the day. */
async function collectOnceADay({ directory, collector }: Answering): Promise<void> {
  const lastPassAt = await directory?.lastPassAt()
  const today = new Date().toISOString().slice(0, 10)
  if (lastPassAt?.slice(0, 10) !== today) await collector?.passNow()
}
