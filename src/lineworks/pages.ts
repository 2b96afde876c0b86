import type { Piece } from './pieces.ts'

/** Bubbles with their pieces. */
export type Page = readonly (readonly Piece[])[]

/** LINE WORKS takes ten; one is for the title and the buttons. */
const bubblesPerPage = 9

/** Lines, a title counting as one: up to this many, short items share a bubble. */
const linesPerBubble = 10

/**
 * Fills page after page in order. What belongs together (`groups`) stays on one page where a page can hold it. There
 * is always at least one page.
 */
export function paginate(groups: readonly (readonly Piece[])[], bytes: number): Page[] {
  const pages: Page[] = []
  let page: Page = []
  const turn = () => {
    if (page.length === 0) return
    pages.push(page)
    page = []
  }
  const hasRoomFor = (pieces: readonly Piece[]) => {
    const filled = pieces.reduce(place, page)
    return (
      filled.length <= bubblesPerPage && filled.flat().reduce((sum, piece) => sum + piece.bytes, 0) <= bytes
    )
  }
  for (const group of groups) {
    if (!hasRoomFor(group)) turn()
    for (const piece of group) {
      if (!hasRoomFor([piece])) turn()
      page = place(page, piece)
    }
  }
  return page.length > 0 || pages.length === 0 ? [...pages, page] : pages
}

function place(page: Page, piece: Piece): Page {
  const last = page.at(-1) ?? []
  const isItem = [...last, piece].every(({ title }) => title !== undefined)
  return last.length > 0 && isItem && linesOf([...last, piece]) <= linesPerBubble
    ? [...page.slice(0, -1), [...last, piece]]
    : [...page, [piece]]
}

function linesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { facts }) => sum + facts.length + 1, 0)
}
