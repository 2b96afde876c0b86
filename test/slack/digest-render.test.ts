import { describe, expect, it } from 'vitest'
import type { SpokenCard } from '../../src/core/card.ts'
import type { Item } from '../../src/core/item.ts'
import { locales } from '../../src/core/locale.ts'
import { noteItems } from '../../src/slack/digest/note-items.ts'
import { type Payload, readPayload } from '../../src/slack/digest/payload.ts'
import { renderDigest } from '../../src/slack/digest/render.ts'
import { say } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'

const english = { locale: 'en', zone: 'UTC' } as const

const keyOf = (number: number) => `${10_000_000 + number}/S1/contractEnds/2026-12-01` as Item

const lineOf = (number: number, value = 'ends 1 Dec 2026, in 10 days') => ({
  label: `Customer ${number}`,
  value,
  action: { kind: 'open', label: 'Details', command: `item ${keyOf(number)}` } as const,
})

function cardOf(count: number, given: Partial<SpokenCard> = {}): SpokenCard {
  const sections = Array.from({ length: Math.ceil(count / 10) }, (_none, section) => ({
    title: `Within ${section} days`,
    facts: Array.from({ length: Math.min(10, count - section * 10) }, (_, index) =>
      lineOf(section * 10 + index),
    ),
  }))
  return {
    kind: 'answer',
    locale: 'en',
    title: 'What ends soon, 21 Nov 2026',
    lead: `${count} things end`,
    facts: [],
    sections,
    actions: [],
    notes: ['Read 09:00'],
    ...given,
  }
}

const actions = [
  { kind: 'open', label: 'List', command: 'expiring 30' },
  { kind: 'refresh', label: 'Refresh', command: 'expiring 30' },
  { kind: 'share', label: 'Share', command: 'expiring 30' },
] as const

const render = (
  parent: SpokenCard,
  details?: SpokenCard,
  reader: { locale: (typeof locales)[number]; zone: string } = english,
) => renderDigest({ parent, details, command: 'expiring 30' }, reader, say).map(readPayload)

const buttonsOf = ({ blocks }: Payload) =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))

const valuesOf = (messages: readonly Payload[]) =>
  JSON.stringify(messages)
    .match(/item [^"]+/g)
    ?.map((found) => found.slice(5)) ?? []

describe('a digest in Slack', () => {
  it('is one message, with a thread for the rest', () => {
    const messages = render(cardOf(3, { actions }), cardOf(30))
    expect(messages.length).toBeGreaterThan(1)
    for (const message of messages) assertValidMessage(message)
    expect(valuesOf(messages.slice(1)).length).toBe(30)
  })

  it('has buttons of its own under the parent alone, and none that refreshes or shares', () => {
    const [parent, ...thread] = render(cardOf(200, { actions }), cardOf(100, { actions }))
    expect(parent && buttonsOf(parent)).toMatchObject([{ action_id: 'desk:open:0', value: 'expiring 30' }])
    expect(thread.flatMap(buttonsOf)).toEqual([])
  })

  it('puts into the thread what the parent has no room for', () => {
    const messages = render(cardOf(200, { actions }))
    expect(valuesOf(messages)).toHaveLength(200)
    expect(valuesOf(messages.slice(0, 1)).length).toBeLessThan(50)
  })

  it.each(locales)('says in %s which page of the thread it is', (locale) => {
    const [, ...thread] = render(cardOf(1), cardOf(100), { locale, zone: 'UTC' })
    expect(thread.length).toBeGreaterThan(2)
    thread.forEach(({ blocks, text }, index) => {
      const note = say('note.page', { locale, zone: 'UTC' }, { page: index + 1, pages: thread.length })
      expect(JSON.stringify(blocks.at(-1))).toContain(note)
      if (index > 0) expect(text).toContain(note)
    })
  })

  it('is a single message where there is nothing more to say', () => {
    expect(render(cardOf(2))).toHaveLength(1)
  })
})

describe('notes on a digest that has been sent', () => {
  const noted = (messages: readonly Payload[], notes: ReadonlyMap<Item, string>) =>
    messages.map(({ text, blocks }) => ({ text, blocks: noteItems(blocks, notes) }))

  it('stand under their own lines, and leave the stored ones as they were', () => {
    const [parent] = render(cardOf(3))
    if (!parent) throw new Error('nothing rendered')
    const before = JSON.stringify(parent)
    const blocks = JSON.stringify(noteItems(parent.blocks, new Map([[keyOf(1), 'Taken on by Misaki']])))
    expect(blocks.match(/Taken on/g)).toHaveLength(1)
    expect(JSON.stringify(parent)).toBe(before)
    const section = noteItems(parent.blocks, new Map([[keyOf(1), 'Taken on by Misaki']])).find((block) =>
      JSON.stringify(block).includes('Taken on'),
    )
    expect(JSON.stringify(section)).toContain(keyOf(1))
  })

  it('stand in the section below where the line is long', () => {
    const long = { title: 'Today', facts: [lineOf(1, 'x'.repeat(300)), lineOf(2)] }
    const [parent] = render(cardOf(0, { sections: [long] }))
    const blocks = noteItems(parent?.blocks ?? [], new Map([[keyOf(1), 'Done']]))
    const at = blocks.findIndex((block) => JSON.stringify(block).includes(keyOf(1)))
    expect(blocks[at + 1]).toMatchObject({ text: { text: `${'x'.repeat(300)}\nDone` } })
  })

  it('keep every message within what Slack takes, however many there are', () => {
    const messages = render(cardOf(40), cardOf(200))
    const notes = new Map(Array.from({ length: 200 }, (_none, number) => [keyOf(number), 'Ü&'.repeat(150)]))
    for (const message of noted(messages, notes)) assertValidMessage(message)
  })

  it('find room on every page of the thread', () => {
    const [, ...thread] = render(cardOf(1), cardOf(200))
    const notes = new Map(
      Array.from({ length: 200 }, (_none, number) => [keyOf(number), 'Taken on by Misaki Sato']),
    )
    expect(JSON.stringify(noted(thread, notes)).match(/Taken on/g)).toHaveLength(200)
  })
})
