import type { SpokenCard, SpokenFact } from '../core/card.ts'
import type { Component } from './content.ts'
import { factRows } from './fact-rows.ts'
import { flexText, jsonBytes, toBubble } from './flex.ts'

/** What fills a bubble: an item of a list, or a part of one that is too long for a bubble. */
export interface Piece {
  /** Absent for the card's own facts. */
  readonly title?: string
  readonly facts: readonly SpokenFact[]
  readonly contents: readonly Component[]
  /** As a bubble of its own, with the comma behind it. */
  readonly bytes: number
}

/** More would have to be scrolled over on a phone while the bubbles beside it stand empty. */
const factsPerPiece = 16

const titleLimit = 150

/** Characters of a value; the first that fits is taken, and the last one always does. */
const valueLimits = [2000, 1000, 500, 250, 100] as const
const smallestValueLimit = 100

const bubbleBytes = jsonBytes(toBubble([])) + 1

/**
 * The body of a card in its order: its own facts, then its sections, each of them in pieces of at most `byteLimit`
 * bytes, which is to be 6,000 at least. A long section has several pieces of its title; a long value is cut.
 */
export function cutToPieces(card: SpokenCard, byteLimit: number): Piece[][] {
  const own = card.facts.length > 0 ? [cutFacts(card.facts, byteLimit)] : []
  return [...own, ...card.sections.map(({ title, facts }) => cutFacts(facts, byteLimit, title))]
}

function cutFacts(facts: readonly SpokenFact[], byteLimit: number, title?: string): Piece[] {
  const heading = title === undefined ? [] : [flexText(title, titleLimit, { size: 'md', weight: 'bold' })]
  const emptyBytes = bubbleBytes + bytesOf(heading)
  const pieces: Piece[] = []
  let group: SpokenFact[] = []
  let rows: Component[] = []
  const close = () => {
    pieces.push({
      ...(title === undefined ? {} : { title }),
      facts: group,
      contents: [...heading, ...rows],
      bytes: emptyBytes + bytesOf(rows),
    })
    group = []
    rows = []
  }
  for (const fact of facts) {
    const added = fittingRows(fact, byteLimit - emptyBytes)
    const isFull = group.length === factsPerPiece || emptyBytes + bytesOf([...rows, ...added]) > byteLimit
    if (isFull && group.length > 0) close()
    group.push(fact)
    rows.push(...added)
  }
  if (group.length > 0 || pieces.length === 0) close()
  return pieces
}

function fittingRows(fact: SpokenFact, bytes: number): Component[] {
  for (const limit of valueLimits) {
    const rows = factRows(fact, limit)
    if (bytesOf(rows) <= bytes) return rows
  }
  return factRows(fact, smallestValueLimit)
}

/** With a comma behind each. */
function bytesOf(components: readonly Component[]): number {
  return components.reduce((sum, component) => sum + jsonBytes(component) + 1, 0)
}
