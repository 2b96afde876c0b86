import type { Call, Reader } from '../core/call.ts'
import type { Card, SpokenCard } from '../core/card.ts'
import type { MessageKey } from '../core/message-key.ts'
import type { Phrase } from '../core/phrase.ts'
import type { FindReaders } from '../core/ports.ts'

/** What the Slack side is given from outside: the answers and the words. */
export interface DeskPorts {
  /** Answers a command line; what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
  /** Whom to speak to, once a person's profile is known. */
  readonly findReaders: FindReaders
  speak(card: Card, reader: Reader): SpokenCard
  /** One sentence in the reader's language. */
  say(key: MessageKey, reader: Reader, values?: Readonly<Record<string, Phrase | number>>): string
  /** Whether a command line's answer may be shown to a room. */
  isShareable(command: string): boolean
}
