import { describe, expect, it } from 'vitest'
import type { SpokenCard } from '../../src/core/card.ts'
import { locales } from '../../src/core/locale.ts'
import type { Content } from '../../src/lineworks/content.ts'
import { readPayload } from '../../src/lineworks/digest/payload.ts'
import { renderDigest } from '../../src/lineworks/digest/render.ts'
import { say } from '../../src/text/speak.ts'
import { spoken } from '../helpers/spoken-card.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { buttonsOf, fact, textsOf } from './spoken-cards.ts'

const reader = { locale: 'en', zone: 'Asia/Tokyo' } as const
const listButton = { kind: 'open', label: 'What ends soon', command: 'digest now' } as const
const parent = spoken({
  title: 'Digest of November 21',
  lead: '3 changed',
  facts: [fact('Acme', 'Trial ends')],
  actions: [listButton],
})

/** So many lines, each with its button, over sections of fifty. */
function detailsOf(lines: number): SpokenCard {
  const facts = Array.from({ length: lines }, (_, index) => ({
    ...fact(`Customer ${index + 1} (1000${index})`, 'Trial ends · Standard Trial'),
    action: {
      kind: 'open',
      label: 'Details',
      command: `item 1000${index}/5/serviceTrial/2026-11-30`,
    } as const,
  }))
  const sections = Array.from({ length: Math.ceil(lines / 50) }, (_, index) => ({
    title: `In ${index} days`,
    facts: facts.slice(index * 50, (index + 1) * 50),
  }))
  return spoken({ title: 'Details', sections, actions: [listButton] })
}

/** Each message as it is stored and read again, checked by the referee in both its forms. */
function render(details: SpokenCard | undefined, given = parent, locale: 'en' | 'ja' = 'en') {
  return renderDigest({ parent: given, details, command: 'digest now' }, { ...reader, locale }, say).map(
    (payload) => {
      const read = readPayload(payload)
      if (!read) throw new Error('cannot be read again')
      for (const content of [...(read.flex ? [read.flex] : []), ...read.text]) {
        expect(refereeContent(content)).toEqual([])
      }
      return read
    },
  )
}

const wordsOf = ({ text }: { text: readonly Content[] }) =>
  text.map((content) => (content.type === 'text' ? content.text : '')).join('\n')

describe('a digest in LINE WORKS', () => {
  it('is one message where its parent says it all', () => {
    const [message, ...others] = render(undefined)
    expect(others).toEqual([])
    expect(textsOf(message?.flex)).toEqual(expect.arrayContaining(['Digest of November 21', '3 changed']))
    expect(buttonsOf(message?.flex).map(({ label }) => label)).toEqual(['What ends soon'])
    expect(wordsOf(message ?? { text: [] })).toContain('Acme: Trial ends')
  })

  it('has its details below the parent, a button beside each line and none to turn pages', () => {
    const messages = render(detailsOf(60))
    expect(messages.length).toBeGreaterThan(1)
    expect(messages.length).toBeLessThanOrEqual(5)
    const buttons = messages.slice(1).flatMap(({ flex }) => buttonsOf(flex))
    expect(buttons).toHaveLength(60)
    expect(new Set(buttons.map(({ postback }) => postback))).toContain(
      'desk:open:1:item 10000/5/serviceTrial/2026-11-30',
    )
    expect(JSON.stringify(messages)).not.toMatch(/Next|Previous|desk:page/)
  })

  it('stands in plain words as well, each message with its own part', () => {
    const [, ...details] = render(detailsOf(60))
    const whole = details.map(wordsOf).join('\n')
    for (let number = 1; number <= 60; number += 1) {
      expect(whole.split(`Customer ${number} (`)).toHaveLength(2)
    }
  })

  it('has five messages at most, the last one leading to the list', () => {
    const messages = render(detailsOf(500))
    expect(messages).toHaveLength(5)
    expect(messages[4]?.flex).toMatchObject({
      type: 'button_template',
      contentText: 'There is more than fits here. The list shows everything that ends or changes soon.',
      actions: [{ label: 'What ends soon', postback: 'desk:open:1:digest now' }],
    })
    expect(wordsOf(messages[4] ?? { text: [] })).toContain('There is more')
    expect(render(detailsOf(500), parent, 'ja')).toHaveLength(5)
  })

  it('is taken with ten long buttons, and with names that mean harm', () => {
    const actions = Array.from({ length: 10 }, (_, index) => ({
      ...listButton,
      command: `expiring ${'x'.repeat(280)}${index}`,
    }))
    const sections = detailsOf(200).sections.map((section) => ({ ...section, title: '<m userId="all">' }))
    const messages = render(undefined, spoken({ title: '<m userId="all">', sections, actions }))
    expect(messages.length).toBeGreaterThan(1)
    expect(JSON.stringify(messages.map(({ flex }) => flex))).not.toContain('<m userId')
  })

  it.each(locales)('speaks %s', (locale) => {
    const messages = renderDigest(
      { parent, details: detailsOf(500), command: 'digest now' },
      { ...reader, locale },
      say,
    )
    expect(messages.at(-1)).not.toMatch(/digestCommand|undefined/)
  })
})

describe('what is stored', () => {
  it.each(['', 'no JSON', '{}', '{"text":[]}', '{"text":["hello"]}', '[]'])('%j is no message', (stored) => {
    expect(readPayload(stored)).toBeUndefined()
  })
})
