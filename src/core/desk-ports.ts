import type { Call, Reader } from './call.ts'
import type { Card, SpokenCard } from './card.ts'
import type { MessageKey } from './message-key.ts'
import type { Observe } from './metrics.ts'
import type { Phrase } from './phrase.ts'
import type { FindReaders, Readers } from './ports.ts'
import type { Reply, Said } from './question/said.ts'

/** What a chat platform is given from outside: the answers and the words. */
export interface DeskPorts {
  /** Answers a command line; what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
  /**
   * What to say to a message; undefined: nothing, because it asks nothing, or not of the bot. `isForRoom` of its call
   * decides which of the readers is spoken to where the message does not tell a language. What goes wrong becomes a
   * card that says so; a message that does not address the bot is answered with what is certain, or not at all.
   */
  converse(said: Said, readers: Readers): Promise<Reply | undefined>
  /** Whether a message that does not address the bot would be answered. Never rejects. */
  hears(said: Said): Promise<boolean>
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
  /** Told of what is received and answered; absent: nobody counts. */
  readonly observe?: Observe
}
