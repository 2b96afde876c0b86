import { takeGraphemes } from '../../core/cut-text.ts'
import { type About, aboutLine, readAbout } from '../../core/question/about.ts'

/** A question, and how it was taken. */
interface Misread {
  readonly question: string
  /** The command line that was answered, such as `about 10000001 trial`, or `askedBack`. */
  readonly line: string
}

/** Stands for the line of a question that was not answered. */
export const askedBack = 'asked back'

interface ReadMisread extends Misread {
  /** What the line asks; undefined: it was asked back. */
  readonly about: About | undefined
}

/** Characters of a load: the buttons of every platform carry 1,000, with a command before it. */
const longestLoad = 800
/** Of UTF-8; four characters of base64url carry three. */
const mostBytes = (longestLoad / 4) * 3

const loadForm = /^[A-Za-z0-9_-]+$/

/** Packs both into one word of ASCII. A long question is cut between whole graphemes. */
export function packWrong({ question, line }: Misread): string {
  const head = Buffer.from(`${line.toWellFormed()}\n`)
  // As many characters as bytes, so that bytes are what is counted.
  const inBytes = (grapheme: string) => Buffer.from(grapheme).toString('latin1')
  // PostgreSQL takes no NUL in a text.
  const text = takeGraphemes(question.toWellFormed().replaceAll('\0', ''), mostBytes - head.length, inBytes)
  return Buffer.concat([head, Buffer.from(text, 'latin1')]).toString('base64url')
}

/**
 * Undefined for what `packWrong` would not have written of an answer: anybody can make up a load, and its line goes
 * on record.
 */
export function readWrong(load: string): ReadMisread | undefined {
  if (load.length > longestLoad || !loadForm.test(load)) return undefined
  const text = Buffer.from(load, 'base64url').toString('utf8')
  const end = text.indexOf('\n')
  if (end < 1) return undefined
  const misread = { line: text.slice(0, end), question: text.slice(end + 1) }
  const about = readAbout(misread.line.split(' ').slice(1))
  if (misread.line !== askedBack && (!about || aboutLine(about) !== misread.line)) return undefined
  return packWrong(misread) === load ? { ...misread, about } : undefined
}
