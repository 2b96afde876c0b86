import { randomUUID } from 'node:crypto'
import { createAnswering, findSurroundings } from '../app.ts'
import type { SpokenCard } from '../core/card.ts'
import { parseLocale } from '../core/locale.ts'
import { createLog } from '../log.ts'
import { renderBlocks } from '../slack/blocks.ts'
import { knowsZone } from '../text/dates.ts'
import { formatText } from '../text/format-text.ts'
import { speak } from '../text/speak.ts'
import { WrongUsage } from './wrong-usage.ts'

export interface AskOptions {
  readonly locale?: string
  readonly timeZone?: string
  readonly format: 'text' | 'slack' | 'json'
}

/** Runs one command and prints its answer. False where the answer is an error. */
export async function ask(
  text: string,
  options: AskOptions,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const locale = options.locale === undefined ? undefined : parseLocale(options.locale)
  if (options.locale !== undefined && !locale) {
    throw new WrongUsage(`--locale takes ja, ko, en, zh-TW or zh-CN, not ${options.locale}`)
  }
  if (options.timeZone !== undefined && !knowsZone(options.timeZone)) {
    throw new WrongUsage(`--time-zone takes an IANA zone such as Asia/Tokyo, not ${options.timeZone}`)
  }

  const surroundings = await findSurroundings(environment, () => '', 0)
  const { config, sandbox } = surroundings
  const answering = createAnswering(
    surroundings,
    createLog(environment.LOG_LEVEL ? config.logLevel : 'silent', 'stderr'),
  )
  try {
    const reader = { locale: locale ?? config.locale, zone: options.timeZone ?? config.zone }
    const call = {
      platform: options.format === 'slack' ? ('slack' as const) : ('terminal' as const),
      workspace: 'terminal',
      room: 'terminal',
      person: 'terminal',
      text: text.trim().replace(/^\//, ''),
      correlationId: randomUUID(),
    }
    const card = await answering.desk.answer(call, reader)
    const spoken = speak(card, reader)
    process.stdout.write(`${printed(spoken, options.format)}\n`)
    return card.kind === 'answer'
  } finally {
    answering.close()
    await sandbox?.close()
  }
}

function printed(spoken: SpokenCard, format: AskOptions['format']): string {
  if (format === 'text') return formatText(spoken)
  return JSON.stringify(format === 'slack' ? renderBlocks(spoken) : spoken, null, 2)
}
