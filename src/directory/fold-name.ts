/** A name as it is compared: what differs only in the way of writing is the same. */
export interface FoldedName {
  /** All words without anything between them. */
  readonly text: string
  /** The same without legal forms; empty where there is nothing else. */
  readonly core: string
  /** Where the words begin in `text`. */
  readonly starts: readonly number[]
}

/** Legal forms by what stands for them in brackets; ㈱, ㈲ and ㈜ become (株), (有) and (주) by NFKC. */
const legalForms: Readonly<Record<string, string>> = {
  株: '株式会社',
  有: '有限会社',
  同: '合同会社',
  주: '주식회사',
  유: '유한회사',
}
const longForms = Object.values(legalForms)
const anyLegalForm = new RegExp(`\\(([${Object.keys(legalForms).join('')}])\\)|${longForms.join('|')}`, 'g')

/** Of Latin, Greek and Cyrillic letters. The sound marks of kana are others, and tell names apart. */
const accents = /[\u0300-\u036f]/g

const katakana = /[ァ-ヶ]/g
/** U+30A1 to U+30F6 stand in the order of U+3041 to U+3096. */
const katakanaToHiragana = 0x3041 - 0x30a1

const smallKana = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const largeKana = 'あいうえおつやゆよわかけ'
const anySmallKana = new RegExp(`[${smallKana}]`, 'g')

/** One or more characters that belong to no word. */
export const betweenWords = /[\p{P}\p{Z}\p{C}\s]+/u

/**
 * Folds width, case, accents, spaces and punctuation; katakana into hiragana, small kana into large ones
 * (キヤノン, キャノン), and leaves long vowel marks out (サーバー, サーバ), because companies and those who write of
 * them do not agree on these. Legal forms that are written short come out long. Hangul and Han stay as typed:
 * 學 is not 学.
 */
export function foldName(name: string): FoldedName {
  const words = foldCharacters(name.normalize('NFKC').replace(anyLegalForm, legalFormApart))
    .split(betweenWords)
    .filter(Boolean)

  const starts: number[] = []
  let text = ''
  for (const word of words) {
    starts.push(text.length)
    text += word
  }
  return { text, core: words.filter((word) => !longForms.includes(word)).join(''), starts }
}

/** What remains of characters in NFKC; nothing of accents and long vowel marks alone. */
export function foldCharacters(text: string): string {
  return foldKana(foldLetters(text))
}

/** Upper case, because more letters meet there than in lower case: ß and SS, ς and Σ. */
function foldLetters(text: string): string {
  return text.toUpperCase().normalize('NFD').replace(accents, '').normalize('NFC')
}

function foldKana(text: string): string {
  return text
    .replaceAll('ー', '')
    .replace(katakana, (kana) => String.fromCharCode(kana.charCodeAt(0) + katakanaToHiragana))
    .replace(anySmallKana, (kana) => largeKana[smallKana.indexOf(kana)] ?? kana)
}

function legalFormApart(form: string, short: string | undefined): string {
  return ` ${short ? legalForms[short] : form} `
}
