import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { MessageKey } from '../core/message-key.ts'
import type { TextContent } from './content.ts'
import { inLanguages } from './languages.ts'

/** A sentence of ours by itself. */
export function sentence(desk: Pick<DeskPorts, 'say'>, key: MessageKey, reader: Reader): TextContent {
  return { type: 'text', text: desk.say(key, reader) }
}

/** A sentence for somebody of whom nothing is known: shown in the language of the device. */
export function sentenceForAll(desk: Pick<DeskPorts, 'say'>, key: MessageKey, reader: Reader): TextContent {
  const i18nTexts = inLanguages((locale) => ({ text: desk.say(key, { ...reader, locale }) }))
  return { ...sentence(desk, key, reader), i18nTexts }
}
