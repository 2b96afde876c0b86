import type { Answering } from '../app/answering.ts'
import { embeddedFolder } from '../app/desk-store.ts'
import { readConfig } from '../config.ts'
import { parseLocale } from '../core/locale.ts'
import { askHolder } from '../holder/ask-holder.ts'
import type { HolderAnswer, HolderQuestion } from '../holder/protocol.ts'
import { knowsZone } from '../text/dates.ts'
import { byHolderOrHere } from './by-holder-or-here.ts'
import { printAnswer } from './print-answer.ts'
import { withAnswering } from './with-answering.ts'
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
  const folder = embeddedFolder(readConfig(environment))
  const { output, isAnswer } = await byHolderOrHere<HolderAnswer>(
    folder,
    (held) => askHolder(held, wish),
    () => askHere(wish, environment),
  )
  process.stdout.write(`${output}\n`)
  return isAnswer
}

/** Opens everything for this one question. */
function askHere(wish: HolderQuestion, environment: NodeJS.ProcessEnv): Promise<HolderAnswer> {
  return withAnswering(environment, async ({ surroundings: { config, sandbox }, answering }) => {
    if (sandbox) await collectOnceADay(answering)
    return printAnswer(wish, config, answering)
  })
}

/** Nobody else fills this copy, and names are what one would try; a sandbox's dates move on with the day. */
async function collectOnceADay({ directory, collector }: Answering): Promise<void> {
  const lastPassAt = await directory?.lastPassAt()
  const today = new Date().toISOString().slice(0, 10)
  if (lastPassAt?.slice(0, 10) !== today) await collector?.passNow()
}
