import type { Reader } from '../../core/call.ts'
import type { SpokenCard } from '../../core/card.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import type { SpokenDigest } from '../../core/digest/sender.ts'
import { pageWords } from '../../core/page-words.ts'
import { type Rendered, renderPages } from '../blocks/blocks.ts'
import { toSlackText } from '../blocks/slack-text.ts'
import { writePayload } from './payload.ts'

/** Characters of a message kept free for who has what, which is shown once people take things on. */
const spareForNotes = 1500

/** Of a page's title and its number, for notifications. */
const textLimit = 300

/**
 * The parent message, then every page of the rest for its thread. Only the parent has buttons of its own, and neither
 * one that refreshes nor one that shares: a digest says what was the case in the morning, and the room has it.
 */
export function renderDigest(
  { parent, details }: SpokenDigest,
  reader: Reader,
  say: DeskPorts['say'],
): readonly string[] {
  const { page: pageNote } = pageWords(say, reader)
  const textOf = (card: SpokenCard, { text, page, pages }: Rendered) =>
    page === 1 ? text : toSlackText(`${card.title} (${pageNote(page, pages)})`, textLimit)
  const render = (card: SpokenCard, spare: number) =>
    renderPages(card, { pageNote, spare }).map((rendered) => ({ ...rendered, text: textOf(card, rendered) }))

  const actions = parent.actions.filter(({ kind }) => kind === 'open')
  const [first, ...surplus] = render({ ...parent, actions }, 0)
  const thread = details ? render({ ...details, actions: [] }, spareForNotes) : []
  return [...(first ? [first] : []), ...surplus.map(withoutActions), ...thread].map(writePayload)
}

function withoutActions(page: Rendered): Rendered {
  return { ...page, blocks: page.blocks.filter(({ type }) => type !== 'actions') }
}
