const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** UTF-16 units: enough behind a cut to see where its last grapheme ends, without segmenting a whole book. */
const longestGrapheme = 200

/** What a cut text ends with. */
export const ellipsis = '…'

/** A text on one line, cut to `limit` UTF-16 units where it is longer. */
export function cutLine(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= limit ? line : takeGraphemes(line, limit - ellipsis.length).trimEnd() + ellipsis
}

/**
 * The whole graphemes that a text begins with, as far as they fit into `limit` UTF-16 units. `write` is how a
 * platform writes each of them, escaped for example; this is what counts and what is given back.
 */
export function takeGraphemes(text: string, limit: number, write = (grapheme: string) => grapheme): string {
  let kept = ''
  for (const { segment } of graphemes.segment(text.slice(0, limit + longestGrapheme))) {
    const piece = write(segment)
    if (kept.length + piece.length > limit) break
    kept += piece
  }
  return kept
}
