import { ellipsis, takeGraphemes } from '../core/cut-text.ts'

/** LINE WORKS refuses empty texts. */
const nothing = '–'

/** `<` and what compatibility folding makes one, before an `m`, with what is not seen in between. */
const mentionStart = /[<＜﹤](?=[\s\p{Cf}\p{DI}]*(.))/gsu

/**
 * Data as LINE WORKS takes it: at most `limit` UTF-16 units, without mentions. Longer text ends with an ellipsis, cut
 * between whole graphemes; blank text becomes a dash.
 */
export function toWorksText(text: string, limit: number): string {
  const harmless = breakMentions(text.toWellFormed().trim())
  if (!harmless) return nothing
  if (harmless.length <= limit) return harmless
  return takeGraphemes(harmless, limit - ellipsis.length).trimEnd() + ellipsis
}

/**
 * Keeps `<m userId="…">` from becoming a mention. How leniently LINE WORKS reads the tag is not documented, so every
 * `<` before an `m` becomes `‹`, whatever follows. An invisible character in between would be lost where such are
 * stripped, and a full-width `＜` would come back as `<` where text is folded (NFKC); `‹` survives both, is as long,
 * and reads the same. https://developers.worksmobile.com/jp/docs/bot-mention
 */
export function breakMentions(text: string): string {
  return text.replace(mentionStart, (sign, next: string) => (isM(next) ? '‹' : sign))
}

function isM(character: string): boolean {
  return /^m/i.test(character.normalize('NFKC'))
}
