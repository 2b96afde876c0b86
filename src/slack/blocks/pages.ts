import type { Piece } from './pieces.ts'

/** What a page has besides its pieces. */
export interface Room {
  readonly characters: number
  readonly blocks: number
}

/** Enough to compare, short enough to scroll past. */
const sectionsPerPage = 10

/** Fills page after page in order. Every piece is on exactly one; there is always at least one page. */
export function paginate(pieces: readonly Piece[], room: Room): Piece[][] {
  const first: Piece[] = []
  const pages = [first]
  let page = first
  for (const piece of pieces) {
    if (page.length > 0 && !fits([...page, piece], room)) {
      page = []
      pages.push(page)
    }
    page.push(piece)
  }
  return pages
}

function fits(pieces: readonly Piece[], room: Room): boolean {
  const sum = (of: (piece: Piece) => number) => pieces.reduce((total, piece) => total + of(piece), 0)
  return (
    sum(({ size }) => size) <= room.characters &&
    sum(({ blocks }) => blocks.length) <= room.blocks &&
    sum(({ isSection }) => Number(isSection)) <= sectionsPerPage
  )
}
