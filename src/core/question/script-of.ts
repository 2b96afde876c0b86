export type Script = 'latin' | 'digit' | 'hiragana' | 'katakana' | 'hangul' | 'han' | 'other' | 'none'

const otherLetter = /\p{L}|\p{N}/u

/** The kind of a UTF-16 unit of a text in NFKC; `none` for whatever is no letter and no digit. */
export function scriptOf(unit: number): Script {
  if (unit < 0x80) {
    if (unit >= 0x30 && unit <= 0x39) return 'digit'
    const lower = unit | 0x20
    return lower >= 0x61 && lower <= 0x7a ? 'latin' : 'none'
  }
  if (unit >= 0x3041 && unit <= 0x3096) return 'hiragana'
  if ((unit >= 0x30a1 && unit <= 0x30fa) || unit === 0x30fc) return 'katakana'
  if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || unit === 0x3005)
    return 'han'
  // The high surrogates of the supplementary ideographs; their low halves count as nothing.
  if (unit >= 0xd840 && unit <= 0xd888) return 'han'
  if ((unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0x1100 && unit <= 0x11ff)) return 'hangul'
  if (unit >= 0x3131 && unit <= 0x318e) return 'hangul'
  if (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) return 'latin'
  if (unit >= 0xd800 && unit <= 0xdfff) return 'none'
  return otherLetter.test(String.fromCharCode(unit)) ? 'other' : 'none'
}
