import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Answering } from '../app/answering.ts'
import type { Config } from '../config.ts'
import type { Call } from '../core/call.ts'
import type { SpokenCard } from '../core/card.ts'
import { parseLocale } from '../core/locale.ts'
import { pageWords } from '../core/page-words.ts'
import type { HolderAnswer, HolderQuestion } from '../holder/protocol.ts'
import { renderContent } from '../lineworks/render.ts'
import { renderBlocks } from '../slack/blocks/blocks.ts'
import { formatText } from '../text/format-text.ts'
import { say, speak } from '../text/speak.ts'

/** Answers a command line or a question as a terminal shows it. What is not wished for comes from the settings. */
export async function printAnswer(
  { text, locale, timeZone, format }: HolderQuestion,
  config: Config,
  { conversing, desk }: Pick<Answering, 'conversing' | 'desk'>,
): Promise<HolderAnswer> {
  const reader = { locale: parseLocale(locale) ?? config.locale, zone: timeZone ?? config.zone }
  const call: Call = {
    platform: format === 'slack' || format === 'lineworks' ? format : 'terminal',
    workspace: 'terminal',
    room: 'terminal',
    person: 'terminal',
    personName: userInfo().username,
    text,
    correlationId: randomUUID(),
  }
  const said = { call, isAddressed: true, thread: null }
  const reply = (await conversing.converse(said, { person: reader, room: reader })) ?? {
    // Nobody else is there to talk to.
    card: await desk.answer({ ...call, text: 'help' }, reader),
    line: 'help',
    locale: undefined,
  }
  const { card, line } = reply
  const spokenTo = { ...reader, locale: parseLocale(locale) ?? reply.locale ?? reader.locale }
  return { output: printCard(speak(card, spokenTo), line, format), isAnswer: card.kind === 'answer' }
}

/** A card as `--format` wants it; `command` is the line that asks for it. */
export function printCard(spoken: SpokenCard, command: string, format: HolderQuestion['format']): string {
  if (format === 'text') return formatText(spoken)
  return JSON.stringify(printable(spoken, command, format), null, 2)
}

function printable(
  spoken: SpokenCard,
  command: string,
  format: Exclude<HolderQuestion['format'], 'text'>,
): unknown {
  if (format === 'json') return spoken
  const { locale } = spoken
  const reader = { locale, zone: 'UTC' }
  const words = pageWords(say, reader)
  if (format === 'slack') return renderBlocks(spoken, { paging: { command, words } })
  const { flex, text } = renderContent(spoken, { page: 1, command, words })
  return flex ?? text
}
