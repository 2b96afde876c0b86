import type { SectionBlock } from '@slack/types'
import type { SpokenCard, SpokenFact, SpokenSection } from '../../core/card.ts'
import { labelLimit as buttonLimit } from './buttons.ts'
import { factBlocks, labelLimit } from './fact-blocks.ts'
import { slackLength } from './slack-text.ts'
import { bold } from './text-objects.ts'

/** What is never parted: one item of a list, or a few of a card's own facts. */
export interface Piece {
  readonly blocks: readonly SectionBlock[]
  /** Characters of all its texts. */
  readonly size: number
  readonly isSection: boolean
}

/** Characters. With the fullest frame around it (title, lead, buttons, notes) a message stays below 8,000. */
const pieceLimit = 2700

/** Ten short facts make two sections of fields. */
const factsPerPiece = 10

/** With every value across the whole width a fact takes two blocks, and a message has 50. */
const factsPerItem = 20
/** The same where facts have buttons, whose words count as well. */
const factsWithButtonsPerItem = 10

const titleLimit = 150

/** Characters of a value; tried in this order, then the smallest, which fits always. */
const valueLimits = [2000, 1000, 500, 250, 100] as const
const smallestValueLimit = 40

/** The body of a card in its order: its own facts, then its sections. */
export function cutToPieces(card: SpokenCard): Piece[] {
  return [...ownFacts(card.facts), ...card.sections.map(item)]
}

function ownFacts(facts: readonly SpokenFact[]): Piece[] {
  const groups: SpokenFact[][] = []
  let group: SpokenFact[] = []
  for (const fact of facts) {
    const hasRoom = group.length < factsPerPiece && lengthAt(valueLimits[0], [...group, fact]) <= pieceLimit
    if (!hasRoom || groups.length === 0) {
      group = []
      groups.push(group)
    }
    group.push(fact)
  }
  return groups.map((own) => toPiece(own, valueLimits[0]))
}

function item(section: SpokenSection): Piece {
  const most = section.facts.some(({ action }) => action) ? factsWithButtonsPerItem : factsPerItem
  const facts =
    section.facts.length <= most
      ? section.facts
      : [...section.facts.slice(0, most - 1), { label: '…', value: '…' }]
  const fitting = valueLimits.find((limit) => titleLimit + lengthAt(limit, facts) <= pieceLimit)
  return toPiece(facts, fitting ?? smallestValueLimit, bold(section.title, titleLimit))
}

/** An upper bound of what facts take up when their values are cut to a limit. */
function lengthAt(valueLimit: number, facts: readonly SpokenFact[]): number {
  return facts.reduce(
    (sum, { value, action }) =>
      sum +
      labelLimit +
      Math.min(valueLimit, slackLength(value.slice(0, valueLimit))) +
      (action ? buttonLimit : 0),
    0,
  )
}

function toPiece(facts: readonly SpokenFact[], valueLimit: number, heading?: SectionBlock['text']): Piece {
  const blocks = factBlocks(facts, valueLimit, heading)
  const texts = blocks.flatMap(({ text, fields = [], accessory }) => [
    ...(text ? [text] : []),
    ...fields,
    ...(accessory?.type === 'button' ? [accessory.text] : []),
  ])
  const size = texts.reduce((sum, { text }) => sum + text.length, 0)
  return { blocks, size, isSection: heading !== undefined }
}
