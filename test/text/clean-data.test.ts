import { describe, expect, it } from 'vitest'
import { cleanData } from '../../src/text/clean-data.ts'

describe('text from outside', () => {
  it.each([
    ['an ordinary name', '株式会社サンプル', '株式会社サンプル'],
    ['markup, which each platform escapes for itself', '<m userId="all"> & <b>', '<m userId="all"> & <b>'],
    ['lines', 'one\r\ntwo\rthree\nfour\u2028five', 'one\ntwo\nthree\nfour\nfive'],
    ['a tab', 'a\tb', 'a b'],
    ['space around it', ' \n name \n', 'name'],
    ['terminal escapes', '\u001b[31mred\u001b[0m\u0007', '[31mred[0m'],
    ['a null and the upper controls', 'a\u0000b\u007fc\u009bd', 'abcd'],
    ['a direction override', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['embeddings and isolates', '\u202a\u202b\u202c\u202da\u2066\u2067\u2068\u2069b\u200e\u200f\u061c', 'ab'],
    ['zero-width spaces', 'pass\u200bword\u2060\ufeff', 'password'],
    ['a soft hyphen', 'exam\u00adple', 'example'],
    ['text in tags', 'hi\u{e0068}\u{e0069}', 'hi'],
    ['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
    ['an emoji of several', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['a flag that is spelled in tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['Persian with its ZWNJ', 'می‌خواهم', 'می‌خواهم'],
    ['Hebrew, whose direction is its own', 'שלום', 'שלום'],
    ['combining marks', 'e\u0301', 'e\u0301'],
  ])('%s', (_, given, shown) => {
    expect(cleanData(given)).toBe(shown)
  })

  it.each(['', ' ', '\n\t', '\u3000', '\u200b\u200b', '\u202e', '\u3164', '\u200d', '\ufe0f', '\u0000'])(
    'nothing to see is nothing: %j',
    (given) => {
      expect(cleanData(given)).toBeUndefined()
    },
  )
})
