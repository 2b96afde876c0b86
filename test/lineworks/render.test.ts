import { describe, expect, it } from 'vitest'
import type { SpokenAction } from '../../src/core/card.ts'
import {
  bubblesOf,
  buttonsOf,
  fact,
  plainText,
  quickLabels,
  render,
  renderAll,
  sections,
  textsOf,
} from './spoken-cards.ts'

const tenFacts = Array.from({ length: 10 }, () => fact('Label', 'Value'))

const open = (label: string, command = 'help'): SpokenAction => ({ kind: 'open', label, command })

describe('a card', () => {
  it('that is short is one bubble, from its title to its small print', () => {
    const rendered = render({
      lead: 'Two plans.',
      facts: [fact('Domain', 'example.com')],
      sections: [{ title: 'Plans in use', facts: [fact('Standard', 'Active')] }],
      notes: ['Read a minute ago.'],
    })
    expect(bubblesOf(rendered)).toHaveLength(1)
    expect(textsOf(rendered.flex)).toEqual([
      'Example',
      'Two plans.',
      'Domain',
      'example.com',
      'Plans in use',
      'Standard',
      'Active',
      'Read a minute ago.',
    ])
  })

  it('with longer items has a cover, and bubbles to swipe through', () => {
    const facts = Array.from({ length: 8 }, (_, index) => fact(`Label ${index}`, 'Value'))
    const rendered = render({ lead: 'Three.', facts: [fact('Own', 'fact')], sections: sections(3, facts) })
    expect(bubblesOf(rendered).map((bubble) => textsOf(bubble).slice(0, 3))).toEqual([
      ['Example', 'Three.', 'Own'],
      ['Contract 1!', 'Label 0', 'Value'],
      ['Contract 2!', 'Label 0', 'Value'],
      ['Contract 3!', 'Label 0', 'Value'],
    ])
  })

  it('lets short items share a bubble', () => {
    const rendered = render({ sections: sections(10, [fact('Domain', 'a.example'), fact('ID', '1')]) })
    expect(rendered.pages).toBe(1)
    expect(
      bubblesOf(rendered)
        .slice(1)
        .map((bubble) => textsOf(bubble).filter((text) => text.endsWith('!'))),
    ).toEqual([
      ['Contract 1!', 'Contract 2!', 'Contract 3!'],
      ['Contract 4!', 'Contract 5!', 'Contract 6!'],
      ['Contract 7!', 'Contract 8!', 'Contract 9!'],
      ['Contract 10!'],
    ])
  })

  it.each([
    ['a short one beside its label', 'Active', true],
    ['a long one below it', 'Renew with changes · Shared Storage (5 TB) (SSTG202)', false],
    ['one of wide characters below it sooner', '年額契約、一括払い、二十五ライセンスで更新', false],
    ['one of several lines below it', 'a\nb', false],
  ])('shows a value: %s', (_how, value, isBeside) => {
    const { flex } = render({ facts: [fact('Label', value)] })
    const row = [expect.objectContaining({ text: 'Label' }), expect.objectContaining({ text: value })]
    const shape = isBeside ? [expect.objectContaining({ layout: 'horizontal', contents: row })] : row
    expect(flex).toMatchObject({ contents: { body: { contents: expect.arrayContaining(shape) } } })
  })

  it('shows a dash where there is nothing', () => {
    const rendered = render({ facts: [fact('Memo', ''), fact(' ', 'x')] })
    expect(textsOf(rendered.flex)).toEqual(['Example', 'Memo', '–', '–', 'x'])
    expect(plainText(rendered)).toContain('Memo: –')
  })

  it('that is words and nothing else is a text, for each device in its own language', () => {
    const spokenInAll = new Map([
      ['ja', { title: '見つかりません', lead: '顧客がありません。' }],
      ['en', { title: 'Not found' }],
    ] as const)
    const { flex, text } = render(
      { kind: 'error', title: 'Not found', lead: 'No customer.' },
      { spokenInAll },
    )
    expect(flex).toBeUndefined()
    expect(text).toEqual([
      {
        type: 'text',
        text: 'Not found\nNo customer.',
        i18nTexts: [
          { language: 'ja_JP', text: '見つかりません\n顧客がありません。' },
          { language: 'en_US', text: 'Not found' },
        ],
      },
    ])
  })

  it('of a title alone is that title', () => {
    expect(render({ kind: 'error' }).text).toEqual([{ type: 'text', text: 'Example' }])
  })

  it('is announced by title and lead, for each device in its own language', () => {
    const spokenInAll = new Map([['ko', { title: '제목', lead: '문장' }]] as const)
    const { flex } = render({ lead: 'In short.', facts: [fact('a', 'b')] }, { spokenInAll })
    expect(flex).toMatchObject({
      altText: 'Example\nIn short.',
      i18nAltTexts: [{ language: 'ko_KR', altText: '제목\n문장' }],
    })
  })

  it('cuts a memo of 5,000 characters in flex, and has all of it in plain words', () => {
    const rendered = render({ facts: [fact('Memo', 'm'.repeat(5000))] })
    expect(textsOf(rendered.flex)).toContain(`${'m'.repeat(1999)}…`)
    expect(plainText(rendered).replaceAll(/[^m]/g, '')).toHaveLength(5002)
  })
})

describe('the buttons of a card', () => {
  const actions: SpokenAction[] = [
    open('Customer', 'customer 10000001'),
    { kind: 'refresh', label: 'Refresh', command: 'options 10000001' },
    { kind: 'share', label: 'Share', command: 'options 10000001' },
  ]

  it('stand in the footer, and not above the keyboard once more; none of them shares', () => {
    const rendered = render({ actions })
    expect(quickLabels(rendered.flex)).toEqual([])
    expect(buttonsOf(rendered.flex)).toEqual([
      {
        type: 'message',
        label: 'Customer',
        text: '/customer 10000001',
        postback: 'desk:open:1:customer 10000001',
      },
      {
        type: 'message',
        label: 'Refresh',
        text: '/options 10000001',
        postback: 'desk:refresh:1:options 10000001',
      },
    ])
  })

  it('follow the plain words too, behind the last of them', () => {
    const { text } = render({ actions, facts: [fact('Memo', 'x'.repeat(3000))] })
    expect(text.map(quickLabels)).toEqual([[], ['Customer', 'Refresh']])
  })

  it('that have no room in the footer stand above the keyboard, thirteen at most', () => {
    const many = Array.from({ length: 60 }, (_, index) => open(`No. ${index}`, `customer ${index}`))
    const { flex } = render({ actions: many })
    const shown = buttonsOf(flex).length
    expect(quickLabels(flex)).toEqual(many.slice(shown, shown + 13).map(({ label }) => label))
  })

  it('that belong to a fact stand under it, and make it an item', () => {
    const action = open('Take on', 'claim 1')
    const { flex } = render({ facts: [{ ...fact('株式会社', 'ends'), action }, fact('Other', 'ends')] })
    expect(flex).toMatchObject({
      contents: {
        body: {
          contents: [
            {},
            { type: 'separator' },
            { text: '株式会社', weight: 'bold' },
            { text: 'ends' },
            {
              type: 'button',
              action: { label: 'Take on', text: 'Take on: 株式会社', postback: 'desk:open:1:claim 1' },
            },
            { type: 'box' },
          ],
        },
      },
    })
  })
})

describe('a card too long for one message', () => {
  it.each([74, 200])('has every one of %i sections on exactly one page, in order', (count) => {
    const facts = Array.from({ length: 8 }, (_, index) => fact(`Label ${index}`, `Value ${index}`))
    const pages = renderAll({ sections: sections(count, facts) })
    const shown = pages.flatMap(({ flex }) => textsOf(flex).filter((text) => text.startsWith('Contract')))
    expect(shown).toEqual(sections(count).map(({ title }) => title))
  })

  it.each([
    ['of its own', (facts: ReturnType<typeof fact>[]) => ({ facts })],
    ['in one section', (facts: ReturnType<typeof fact>[]) => ({ sections: [{ title: 'All', facts }] })],
  ])('shows each of 500 facts %s once, in order', (_where, cardOf) => {
    const facts = Array.from({ length: 500 }, (_, index) => fact(`Label ${index}`, 'Value'))
    const pages = renderAll(cardOf(facts))
    const shown = pages.flatMap(({ flex }) => textsOf(flex).filter((text) => text.startsWith('Label')))
    expect(shown).toEqual(facts.map(({ label }) => label))
  })

  it('keeps a section of several bubbles together where a page can hold it', () => {
    const facts = Array.from({ length: 30 }, (_, index) => fact(`Label ${index}`, 'Value'))
    const pages = renderAll({ sections: sections(6, facts) })
    const titles = pages.map(({ flex }) => new Set(textsOf(flex).filter((text) => text.endsWith('!'))))
    expect(titles.reduce((sum, { size }) => sum + size, 0)).toBe(6)
  })

  it('leads from page to page, says where one is, and says the lead once', () => {
    const pages = renderAll({
      lead: 'Many.',
      sections: sections(15, tenFacts),
    })
    expect(pages).toHaveLength(3)
    expect(pages.map(({ flex }) => buttonsOf(flex).map(({ postback }) => postback))).toEqual([
      ['desk:page:2:options 10000001'],
      ['desk:page:1:options 10000001', 'desk:page:3:options 10000001'],
      ['desk:page:2:options 10000001'],
    ])
    expect(pages.map(({ flex }) => quickLabels(flex))).toEqual([['Next'], ['Next', 'Previous'], ['Previous']])
    expect(pages.map((page) => textsOf(bubblesOf(page)[0]))).toEqual([
      ['Example', 'Many.', 'Page 1 of 3'],
      ['Example', 'Page 2 of 3'],
      ['Example', 'Page 3 of 3'],
    ])
  })

  it('keeps refresh on the page that is read', () => {
    const actions = [{ kind: 'refresh', label: 'Refresh', command: 'options 10000001' }] as const
    const { flex } = render(
      {
        sections: sections(15, tenFacts),
        actions,
      },
      { page: 2 },
    )
    expect(buttonsOf(flex).at(-1)?.postback).toBe('desk:refresh:2:options 10000001')
  })

  it.each([
    [0, 1],
    [-3, 1],
    [9, 3],
  ])('takes page %i for page %i', (asked, shown) => {
    const card = {
      sections: sections(15, tenFacts),
    }
    expect(render(card, { page: asked }).page).toBe(shown)
  })

  it('has the same pages whichever of them is asked for', () => {
    const pages = renderAll({
      sections: sections(
        74,
        Array.from({ length: 8 }, () => fact('契約', '年額契約')),
      ),
    })
    expect(new Set(pages.map((page) => page.pages)).size).toBe(1)
    expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1))
  })
})
