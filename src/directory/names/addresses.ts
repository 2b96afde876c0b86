import type { TextPlace } from '../../core/question/text-place.ts'
import { characterAt, characterBefore, wordScriptOf } from './letters.ts'

/** A link, a mail address or a bare host name in a text: the whole of it, path and all. */
export interface Address extends TextPlace {
  /** Null where it has none with a dot, as in http://localhost/. */
  readonly host: HostPlace | null
  /** A name or number in it is a part of the address, and not of what is said. */
  readonly isClosed: boolean
}

/** A host name, and where it stands, with what stands before the `@` of a mail address. */
interface HostPlace extends TextPlace {
  readonly name: string
}

/** DNS allows no longer name (RFC 1035, 2.3.4). */
const longestHost = 253
/** RFC 5321, 4.5.3.1.1. */
const longestMailbox = 64

/** Each begins only where no other could have begun before, so that long texts take no longer by the letter. */
const link = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/(?<user>[^\s/?#@]*@)?[^\s<>"|\u0080-\uffff]*/gi
const host = /(?<![a-z0-9-])[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.[a-z0-9-]*[a-z0-9]/gi
const hostOfLink = /[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.[a-z0-9-]*[a-z0-9]/iy
const path = /(?::\d+)?\/[^\s<>"|\u0080-\uffff]*/y
const mailbox = /[\w.+%-]+$/

/** Links first, then the others in the order of the text. */
export function addressesIn(text: string): readonly Address[] {
  if (!text.includes('.') && !text.includes('://')) return []
  const links = [...text.matchAll(link)].map((match) => readLink(text, match))
  const others = [...text.matchAll(host)].flatMap(({ 0: name, index: from }) => {
    const to = from + name.length
    const isInLink = links.some((one) => one.from < to && from < one.to)
    if (isInLink || name.length > longestHost || isCut(text, from, to)) return []
    const begin = from - (text[from - 1] === '@' ? mailboxLength(text, from - 1) + 1 : 0)
    const end = endOfPath(text, to)
    return { from: begin, to: end, host: { name, from: begin, to }, isClosed: begin < from || end > to }
  })
  return [...links, ...others]
}

function readLink(text: string, { 0: written, index: from, groups }: RegExpExecArray): Address {
  const hostFrom = from + written.indexOf('://') + '://'.length + (groups?.user?.length ?? 0)
  hostOfLink.lastIndex = hostFrom
  const name = hostOfLink.exec(text)?.[0] ?? ''
  const to = hostFrom + name.length
  const isHost = name !== '' && name.length <= longestHost && !isCut(text, hostFrom, to)
  return {
    from,
    to: from + written.length,
    host: isHost ? { name, from: hostFrom, to } : null,
    isClosed: true,
  }
}

/** A part of a longer name whose other letters are not ASCII. Underscores are marks of emphasis. */
function isCut(text: string, from: number, to: number): boolean {
  const next = characterAt(text, to)
  const before = characterBefore(text, from)
  const isDotted = next === '.' && wordScriptOf(characterAt(text, to + 1)) !== 'none'
  return (
    isDotted ||
    (wordScriptOf(next) === 'spaced' && next !== '_') ||
    (wordScriptOf(before) === 'spaced' && before !== '_')
  )
}

function mailboxLength(text: string, at: number): number {
  return mailbox.exec(text.slice(Math.max(0, at - longestMailbox), at))?.[0].length ?? 0
}

function endOfPath(text: string, at: number): number {
  path.lastIndex = at
  return at + (path.exec(text)?.[0].length ?? 0)
}
