import { randomUUID } from 'node:crypto'
import type { Answering } from '../app.ts'
import type { Config } from '../config.ts'
import type { SpokenCard } from '../core/card.ts'
import { parseLocale } from '../core/locale.ts'
import type { HolderAnswer, HolderQuestion } from '../holder.ts'
import { renderBlocks } from '../slack/blocks.ts'
import { formatText } from '../text/format-text.ts'
import { speak } from '../text/speak.ts'

/** Answers one command line as a terminal shows it. What is not wished for comes from the settings. */
export async function printAnswer(
  { text, locale, timeZone, format }: HolderQuestion,
  config: Config,
  { desk }: Pick<Answering, 'desk'>,
): Promise<HolderAnswer> {
  const reader = { locale: parseLocale(locale) ?? config.locale, zone: timeZone ?? config.zone }
  const call = {
    platform: format === 'slack' ? ('slack' as const) : ('terminal' as const),
    workspace: 'terminal',
    room: 'terminal',
    person: 'terminal',
    text: text.trim().replace(/^\//, ''),
    correlationId: randomUUID(),
  }
  const card = await desk.answer(call, reader)
  return { output: print(speak(card, reader), format), isAnswer: card.kind === 'answer' }
}

function print(spoken: SpokenCard, format: HolderQuestion['format']): string {
  if (format === 'text') return formatText(spoken)
  return JSON.stringify(format === 'slack' ? renderBlocks(spoken) : spoken, null, 2)
}
