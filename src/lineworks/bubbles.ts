import type { SpokenCard } from '../core/card.ts'
import type { Box, Bubble, Carousel, Component, MessageAction } from './content.ts'
import { flexButton, flexText, jsonBytes, quietText, toBubble } from './flex.ts'
import type { Page } from './pages.ts'
import type { Piece } from './pieces.ts'

/** What stands around the pieces of a page. */
export interface Frame {
  readonly isFirst: boolean
  /** Where one is, among several pages. */
  readonly pageNote: string | undefined
  readonly next: MessageAction | undefined
  readonly previous: MessageAction | undefined
  readonly actions: readonly MessageAction[]
}

/** Of the contents; LINE WORKS says 15 KB at its strictest. */
const contentBytes = 15_000

const titleLimit = 150
const leadLimit = 600
const notesLimit = 600
const pageNoteLimit = 100

/** Ten buttons of a usual size. With the fullest title, lead and notes, pages keep 6,000 bytes for their pieces. */
const footerBytes = 4000
/** Of these, for the footer itself. */
const footerFrameBytes = 100

/** What fits into a single bubble without much scrolling. */
const factsPerBubble = 16

/**
 * A page as one bubble where the card is short; otherwise a cover with title, notes and buttons, and bubbles to swipe
 * through. The card's own facts stand on the cover.
 */
export function toContents(card: SpokenCard, page: Page, frame: Frame): Bubble | Carousel {
  const facts = page.flat().reduce((sum, piece) => sum + piece.facts.length, 0)
  if (!frame.pageNote && facts <= factsPerBubble) return cover(card, page.flat(), frame)
  const [first, ...rest] = page
  const own = frame.isFirst && first?.every(({ title }) => title === undefined) ? first : undefined
  const front = cover(card, own ?? [], frame)
  const others = (own ? rest : page).map((pieces) => toBubble(setApart(pieces).slice(1)))
  return others.length > 0 ? { type: 'carousel', contents: [front, ...others] } : front
}

/** How many bytes a frame leaves to the pieces of a page. */
export function roomInside(card: SpokenCard, frame: Frame): number {
  const bare: Frame = { ...frame, next: undefined, previous: undefined, actions: [] }
  const carousel: Carousel = { type: 'carousel', contents: [cover(card, [], bare)] }
  const footer = jsonBytes(toBubble([], footerButtons(frame))) - jsonBytes(toBubble([]))
  return contentBytes - jsonBytes(carousel) - Math.min(footer, footerBytes)
}

function cover(card: SpokenCard, pieces: readonly Piece[], frame: Frame): Bubble {
  const { isFirst, pageNote } = frame
  const small = { size: 'xs', margin: 'lg' } as const
  return toBubble(
    [
      flexText(card.title, titleLimit, { size: 'lg', weight: 'bold' }),
      ...(card.lead !== undefined && isFirst ? [flexText(card.lead, leadLimit)] : []),
      ...setApart(pieces),
      ...(card.notes.length > 0 ? [quietText(card.notes.join('\n'), notesLimit, small)] : []),
      ...(pageNote ? [quietText(pageNote, pageNoteLimit, small)] : []),
    ],
    fitFooter(footerButtons(frame)),
  )
}

/** A separator before each. */
function setApart(pieces: readonly Piece[]): Component[] {
  return pieces.flatMap(({ contents }) => [{ type: 'separator', margin: 'lg' } as const, ...contents])
}

/** The one way on is the only button in colour. */
function footerButtons({ next, previous, actions }: Frame): Component[] {
  const ways = [
    ...(previous ? [flexButton(previous, 'secondary')] : []),
    ...(next ? [flexButton(next, 'primary')] : []),
  ]
  const pager: Box = { type: 'box', layout: 'horizontal', spacing: 'sm', contents: ways }
  return [...(ways.length > 0 ? [pager] : []), ...actions.map((action) => flexButton(action))]
}

/** What has no room below the bubble. */
export function surplusActions(frame: Frame): MessageAction[] {
  const shown = fitFooter(footerButtons(frame)).map((component) =>
    component.type === 'button' ? component.action : undefined,
  )
  return frame.actions.filter((action) => !shown.includes(action))
}

function fitFooter(buttons: readonly Component[]): Component[] {
  let left = footerBytes - footerFrameBytes
  return buttons.filter((button) => {
    const bytes = jsonBytes(button) + 1
    const fits = bytes <= left
    if (fits) left -= bytes
    return fits
  })
}
