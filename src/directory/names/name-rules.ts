import { characterAt, characterBefore, type WordScript, wordScriptOf } from './letters.ts'

/** A name without legal forms, found in a text. */
interface NameThere {
  /** The whole text in NFKC. */
  readonly text: string
  /** Of the name in it, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** The name, folded. */
  readonly core: string
  /** A legal form stands right in front of it, or behind. */
  readonly hasFormInFront: boolean
  readonly hasFormBehind: boolean
  /** It means something else as well. */
  readonly isOrdinary: boolean
}

const honorific = /\s?(?:さん|サン|さま|サマ|様|殿|御中|님|귀중|귀사)/y
/** What follows a name at once in Korean, up to the end of the word; the text is cut short for it. */
const particles =
  /^(?:님|측|쪽|네)?(?:이랑|랑|하고|께서|에서|에게|한테|께|으로|로|은|는|이|가|의|을|를|에|도|만|과|와|까지|부터|보다|처럼|요){0,3}(?:요|인데|인데요|인가요|이에요|예요|입니다)?(?!\p{Script=Hangul})/u
const longestParticles = 16
/** A file or a host that is called like a customer: `acme.csv`. */
const goesOnAsOneToken = /\.[a-z]/y

/** Three Latin letters are a word of any language. */
const surelyLatin = 4
/** いつ and 青空 are words, as are two letters of Han that stand in the midst of others. */
const surelyOther = 3
const surelyHangul = 2

/** Whether what stands there is the name, and not a part of other words or a word that is spelt alike. */
export function isMeant(there: NameThere): boolean {
  const { text, from, to, core, hasFormInFront, hasFormBehind } = there
  if (!/\p{L}/u.test(core) && !/\p{N}/u.test(core)) return false
  if (!hasFormInFront && !beginsAt(text, from)) return false
  if (!hasFormBehind && !endsAt(text, to)) return false
  if (hasFormInFront || hasFormBehind || hasHonorific(text, to)) return true
  return !there.isOrdinary && isLongEnough(there)
}

function isLongEnough({ text, from, to, core }: NameThere): boolean {
  const characters = [...core]
  const scripts = new Set(characters.map(wordScriptOf))
  if (!/\p{L}/u.test(core)) return false
  if (isAll(scripts, 'spaced')) {
    return characters.length >= surelyLatin || (characters.length > 1 && isInCapitals(text.slice(from, to)))
  }
  if (isAll(scripts, 'hangul')) {
    const isWord = characters.length > surelyHangul || endsWithParticles(text, to)
    return characters.length >= surelyHangul && isWord
  }
  return characters.length >= surelyOther || standsAlone(text, from, to)
}

function isAll(scripts: ReadonlySet<WordScript>, script: WordScript): boolean {
  return scripts.size === 1 && scripts.has(script)
}

/** Hiragana and Han stand in a row without borders; a word of others does not begin in the midst of a longer one. */
function beginsAt(text: string, from: number): boolean {
  const script = wordScriptOf(characterAt(text, from))
  return !isWhole(script) || wordScriptOf(characterBefore(text, from)) !== script
}

/** Korean particles follow at once, so Hangul has no border there. */
function endsAt(text: string, to: number): boolean {
  const script = wordScriptOf(characterBefore(text, to))
  if (script === 'spaced' && startsWith(goesOnAsOneToken, text, to)) return false
  return !isWhole(script) || script === 'hangul' || wordScriptOf(characterAt(text, to)) !== script
}

function isWhole(script: WordScript): boolean {
  return script === 'spaced' || script === 'hangul' || script === 'katakana'
}

function standsAlone(text: string, from: number, to: number): boolean {
  return (
    wordScriptOf(characterBefore(text, from)) === 'none' && wordScriptOf(characterAt(text, to)) === 'none'
  )
}

function isInCapitals(written: string): boolean {
  return written === written.toUpperCase() && written !== written.toLowerCase()
}

function hasHonorific(text: string, to: number): boolean {
  return startsWith(honorific, text, to)
}

function endsWithParticles(text: string, to: number): boolean {
  return particles.test(text.slice(to, to + longestParticles))
}

function startsWith(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at
  return sticky.test(text)
}
