import type { KnownBlock, SectionBlock } from '@slack/types'
import type { Item } from '../../core/item.ts'
import { slackLength, toSlackText } from '../blocks/slack-text.ts'

/** Over all blocks; Slack refuses some 12,000. */
const charactersPerMessage = 8000
/** Slack's limit for one of a section's fields; the text of a section takes more. */
const valueLimit = 2000
/** A name and a date. */
const noteLimit = 200

const commandForm = /^item (\S+)$/

/**
 * The blocks of a digest with a note under each line that there is one for: a line is told by its button, which asks
 * for its item. A note that the message has no room for is left out, never a line.
 */
export function noteItems(blocks: readonly KnownBlock[], notes: ReadonlyMap<Item, string>): KnownBlock[] {
  const noted = structuredClone([...blocks])
  let left = charactersPerMessage - lengthOf(noted)

  noted.forEach((block, index) => {
    const note = block.type === 'section' ? notes.get(itemOf(block)) : undefined
    const value = note === undefined ? undefined : shownBy(noted, index)
    if (note === undefined || !value) return
    const wanted = 1 + Math.min(slackLength(note), noteLimit)
    if (wanted > left || value.text.length + wanted > valueLimit) return
    value.text = `${value.text}\n${toSlackText(note, noteLimit)}`
    left -= wanted
  })
  return noted
}

function itemOf({ accessory }: SectionBlock): Item {
  const value = accessory?.type === 'button' ? accessory.value : undefined
  return (commandForm.exec(value ?? '')?.[1] ?? '') as Item
}

/** Where a line says what it says: beside its label, or where that is long, in the section below. */
function shownBy(blocks: readonly KnownBlock[], index: number): { text: string } | undefined {
  const [own, next] = blocks.slice(index, index + 2)
  if (own?.type !== 'section') return undefined
  if (own.fields) return own.fields.at(-1)
  return next?.type === 'section' && !next.accessory ? next.text : undefined
}

/** Of all texts, buttons included. */
function lengthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      sum + (name === 'text' && typeof inner === 'string' ? inner.length : lengthOf(inner)),
    0,
  )
}
