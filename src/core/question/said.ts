import type { Call } from '../call.ts'
import type { Card } from '../card.ts'
import type { Locale } from '../locale.ts'

/** A message that somebody wrote, cleared of the platform's markup and of the bot's name. */
export interface Said {
  /** `text` is what they wrote. */
  readonly call: Call
  /** The bot was spoken to: by name, in a room of its own, or with a shortcut. */
  readonly isAddressed: boolean
  /** Somebody wants to see whom another one's message is about, whether it asks anything or not. */
  readonly isLookUp?: boolean
  /** The thread that it stands in; null for the room itself. */
  readonly thread: string | null
  /** The thread that an answer to it begins: what follows there is about the same. */
  readonly opens?: string
  /** Reads what else was said in the thread before, the newest last; asked only where it may help. */
  readonly readThread?: () => Promise<readonly string[]>
}

/** What the bot says to a message. */
export interface Reply {
  readonly card: Card
  /** The command line that gives this answer. */
  readonly line: string
  /** What to speak, because the message was written in it; undefined: the readers' own. */
  readonly locale: Locale | undefined
}
