import type { SpokenCard, SpokenFact } from '../core/card.ts'
import { takeGraphemes } from '../core/cut-text.ts'
import type { Page } from './pages.ts'
import { breakMentions, toWorksText } from './works-text.ts'

const messageLimit = 2000

/** More would bury the room. */
const mostMessages = 10

const pageNoteLimit = 200

/** The whole card in plain words, a text for each message. Undefined where it is too long for that. */
export function wholeText(card: SpokenCard): string[] | undefined {
  const texts = splitText(
    inBlocks([
      headOf(card, true),
      card.facts.map(factLine),
      ...card.sections.map(({ title, facts }) => [title, ...facts.map(factLine)]),
      card.notes,
    ]),
    messageLimit,
  )
  return texts.length <= mostMessages ? texts : undefined
}

/** One page of a card in plain words; only what is too long for ten messages is cut. */
export function pageText(
  card: SpokenCard,
  page: Page,
  { isFirst, pageNote }: { readonly isFirst: boolean; readonly pageNote: string | undefined },
): string[] {
  const note = pageNote ? `\n\n${toWorksText(pageNote, pageNoteLimit)}` : ''
  const blocks = page.flat().map(({ title, facts }) => [...(title ? [title] : []), ...facts.map(factLine)])
  const limit = messageLimit - note.length
  const texts = splitText(inBlocks([headOf(card, isFirst), ...blocks, card.notes]), limit)
  const shown = texts.slice(0, mostMessages)
  const last = shown.at(-1) ?? ''
  const end = texts.length > mostMessages ? `${takeGraphemes(last, limit - 2)}\n…` : last
  return [...shown.slice(0, -1), end + note]
}

function headOf({ title, lead }: SpokenCard, hasLead: boolean): string[] {
  return [title, ...(lead && hasLead ? [lead] : [])]
}

function factLine({ label, value }: SpokenFact): string {
  return `${label}: ${value.trim() || '–'}`
}

/** Mentions are broken over all of it, for a tag could begin in one value and end in the next. */
function inBlocks(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((block) => block.length > 0)
  return breakMentions(
    filled
      .map((block) => block.join('\n'))
      .join('\n\n')
      .toWellFormed(),
  )
}

/** Cuts at the ends of lines, and lines of more than half of `limit` between graphemes. Nothing but blanks is lost. */
function splitText(text: string, limit: number): string[] {
  const texts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const lineEnd = rest.lastIndexOf('\n', limit)
    const kept =
      lineEnd > limit / 2 ? rest.slice(0, lineEnd) : takeGraphemes(rest, limit) || takeUnits(rest, limit)
    texts.push(kept.trimEnd())
    rest = rest.slice(kept.length).trimStart()
  }
  return [...texts, rest || '–']
}

/** For what counts as one grapheme and is longer than a message. */
function takeUnits(text: string, limit: number): string {
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(limit - 1))
  return text.slice(0, isHalf ? limit - 1 : limit)
}
