const hangulFirst = 0xac00
const hangulLast = 0xd7a3
const finals = 28
const vowels = 21

/** ㅐ ㅒ ㅙ ㅚ sound like ㅔ ㅖ ㅞ ㅞ, and are typed for each other: 언재, 채험, 됬. By their place in a syllable. */
const vowelsAlike: Readonly<Record<number, number>> = { 1: 5, 3: 7, 10: 15, 11: 15 }

/** One unit as it is compared, so that places in the folded text are places in the text. */
export function foldUnit(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
  if (unit >= hangulFirst && unit <= hangulLast) return foldSyllable(unit)
  if (unit === 0x2019 || unit === 0x2018) return 0x27
  if (unit >= 0xc0 && unit <= 0x24f) {
    const lower = String.fromCharCode(unit).toLowerCase()
    return lower.length === 1 ? lower.charCodeAt(0) : unit
  }
  return unit
}

function foldSyllable(unit: number): number {
  const place = unit - hangulFirst
  const vowel = Math.floor(place / finals) % vowels
  const alike = vowelsAlike[vowel]
  return alike === undefined ? unit : unit + (alike - vowel) * finals
}

const joiners: ReadonlySet<number> = new Set(Array.from(" -'_・·()", (joiner) => joiner.charCodeAt(0)))

/** Units that may stand within a word or be left out: people write add-on, add on and addon, 몇 명 and 몇명. */
export function isJoiner(unit: number): boolean {
  return joiners.has(unit)
}

/** A word as it is looked up: folded, without joiners, brackets and commas. */
export function foldWord(word: string): string {
  let folded = ''
  for (const character of word.normalize('NFKC')) {
    const unit = foldUnit(character.charCodeAt(0))
    if (!isJoiner(unit) && !/[()[\]{}<>,.、。:：/&]/.test(character)) folded += String.fromCharCode(unit)
  }
  return folded
}
