import { describe, expect, it } from 'vitest'
import { fact, plainText, quickLabels, render, renderAll, sections } from './spoken-cards.ts'

const actions = [{ kind: 'open', label: 'Help', command: 'help' }] as const

describe('a card in plain words', () => {
  it('holds every word of it', () => {
    const rendered = render({
      lead: 'The lead.',
      facts: [fact('Domain', 'example.com'), fact('Memo', 'one\ntwo')],
      sections: [
        { title: 'Plans', facts: [fact('Standard', 'Active')] },
        { title: 'None', facts: [] },
      ],
      notes: ['First note.', 'Second note.'],
    })
    expect(plainText(rendered)).toBe(
      [
        'Example',
        'The lead.',
        '',
        'Domain: example.com',
        'Memo: one',
        'two',
        '',
        'Plans',
        'Standard: Active',
        '',
        'None',
        '',
        'First note.',
        'Second note.',
      ].join('\n'),
    )
  })

  it('is split at the ends of lines, and loses none', () => {
    const facts = Array.from({ length: 200 }, (_, index) => fact(`Label ${index}`, 'v'.repeat(40)))
    const rendered = render({ facts })
    expect(rendered.text.length).toBeGreaterThan(4)
    expect(
      plainText(rendered)
        .split('\n')
        .filter((line) => line.startsWith('Label')),
    ).toEqual(facts.map(({ label, value }) => `${label}: ${value}`))
  })

  it('is split between graphemes where a line is longer than a message', () => {
    const family = '👨‍👩‍👧‍👦'
    const { text } = render({ facts: [fact('Memo', family.repeat(400))] })
    const texts = text.flatMap((content) => (content.type === 'text' ? content.text : []))
    expect(texts.length).toBeGreaterThan(1)
    const shown = texts.join('').replaceAll(/\s/g, '')
    expect(shown).toBe(`ExampleMemo:${family.repeat(400)}`)
    for (const piece of texts.slice(1)) expect(piece.replaceAll(family, '')).toBe('')
  })

  it('is split even where one grapheme is longer than a message', () => {
    const zalgo = `a${'\u0301'.repeat(5000)}`
    const { text } = render({ title: zalgo })
    expect(text.map((content) => (content.type === 'text' ? content.text : '')).join('')).toBe(zalgo)
  })

  it('comes as a whole where ten messages hold it, although flex has pages', () => {
    const card = {
      sections: sections(
        74,
        Array.from({ length: 8 }, () => fact('Label', 'Value')),
      ),
      actions,
    }
    const pages = renderAll(card)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expect(page.text.length).toBeLessThanOrEqual(10)
      expect(plainText(page).match(/Contract \d+!/g)).toHaveLength(74)
      expect(quickLabels(page.text.at(-1))).toEqual(['Help'])
    }
  })

  it('has the pages of flex where ten messages do not hold it, and says where one is', () => {
    const card = {
      sections: sections(
        200,
        Array.from({ length: 8 }, () => fact('Label', 'v'.repeat(30))),
      ),
      actions,
    }
    const pages = renderAll(card)
    const titles = pages.flatMap((page) => plainText(page).match(/Contract \d+!/g) ?? [])
    expect(titles).toEqual(sections(200).map(({ title }) => title))
    expect(plainText(pages[1] ?? pages[0] ?? render({}))).toMatch(new RegExp(`Page 2 of ${pages.length}$`))
    expect(quickLabels(pages[1]?.text.at(-1))).toEqual(['Next', 'Previous', 'Help'])
  })

  it('ends with an ellipsis where a single value is too long for ten messages', () => {
    const { text, pages } = render({ facts: [fact('Memo', 'm'.repeat(30_000))] })
    expect(pages).toBe(1)
    expect(text).toHaveLength(10)
    expect(text.at(-1)).toMatchObject({ text: expect.stringMatching(/m\n…$/) })
  })
})
