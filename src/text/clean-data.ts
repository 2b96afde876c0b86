/** Every way to end a line, as Unicode counts them. */
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g

/** Marks, embeddings, overrides and isolates (Unicode Standard Annex 9) can make a text read as another. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Characters without a glyph: they hide text, split words that are searched for, or make a name look empty.
 * ZWNJ and ZWJ stay: Persian and the scripts of India need them, and so do emoji.
 */
const hidden =
  /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f/g

/** Tags spell a second text that nobody sees; only a flag's own (Unicode Technical Standard 51) may stay. */
const tags = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu

const nothingToSee = /^(?:\s|\u200c|\u200d|\ufe0e|\ufe0f)*$/

/**
 * Makes text from outside harmless to show: no control characters but the line feed, nothing that changes the
 * direction of reading, nothing hidden, no half surrogate pairs. Undefined when nothing to see is left.
 */
export function cleanData(text: string): string | undefined {
  const clean = text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(controls, '')
    .replace(directions, '')
    .replace(hidden, '')
    .replace(tags, '$1')
    .trim()
  return nothingToSee.test(clean) ? undefined : clean
}
