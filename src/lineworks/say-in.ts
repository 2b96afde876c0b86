import type { Locale } from '../core/locale.ts'
import type { MessageKey } from '../core/message-key.ts'
import type { Phrase } from '../core/phrase.ts'

/** One sentence in one of the five languages, for what LINE WORKS shows in that of each reader's device. */
export type SayIn = (
  key: MessageKey,
  locale: Locale,
  values?: Readonly<Record<string, Phrase | number>>,
) => string
