import type { Call, Reader } from '../../src/core/call.ts'
import type { Card } from '../../src/core/card.ts'
import { formatText } from '../../src/text/format-text.ts'
import { speak } from '../../src/text/speak.ts'

export const englishReader: Reader = { locale: 'en', zone: 'Asia/Tokyo' }

/** A call as a person types it at a terminal. */
export function typed(line: string, more: Partial<Call> = {}): Call {
  return {
    platform: 'terminal',
    workspace: 'W',
    room: 'R',
    person: 'P',
    text: line.replace(/^\//, ''),
    correlationId: 'ref-1',
    ...more,
  }
}

/** What a person reads of a card, line by line, blank lines and indents left out. */
export function linesOf(card: Card, reader: Reader = englishReader): string[] {
  return formatText(speak(card, reader))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
