import type { Call, Reader } from './call.ts'
import type { Card, SpokenCard } from './card.ts'
import type { MessageKey } from './message-key.ts'
import type { Phrase } from './phrase.ts'
import type { FindReaders } from './ports.ts'

/** What a chat platform is given from outside: the answers and the words. */
export interface DeskPorts {
  /** Answers a command line; what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
  /** Puts on record what is not answered, because of who asked or of who would have read it. */
  noteRefusal(call: Call): void
  /** Whom to speak to, once a person's profile is known. */
  readonly findReaders: FindReaders
  speak(card: Card, reader: Reader): SpokenCard
  /** One sentence in the reader's language. */
  say(key: MessageKey, reader: Reader, values?: Readonly<Record<string, Phrase | number>>): string
  /** Whether a command line's answer may be shown to a room. */
  isShareable(command: string): boolean
  /** Whether a line begins with the name of a command. */
  isCommand(line: string): boolean
}
