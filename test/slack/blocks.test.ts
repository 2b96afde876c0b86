import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import type { SpokenCard, SpokenFact, SpokenSection } from '../../src/core/card.ts'
import { type RenderOptions, renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { spoken } from '../helpers/spoken-card.ts'

const paging = {
  command: 'subscriptions 10000001',
  words: {
    next: 'Next',
    previous: 'Previous',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
}

function render(card: Partial<SpokenCard>, options: RenderOptions = {}) {
  const message = renderBlocks(spoken(card), options)
  assertValidMessage(message)
  return message
}

/** All pages of a card, each checked by the referee. */
function renderAll(card: Partial<SpokenCard>) {
  const first = render(card, { paging })
  const rest = Array.from({ length: first.pages - 1 }, (_, index) =>
    render(card, { page: index + 2, paging }),
  )
  return [first, ...rest]
}

function textsOf(blocks: readonly KnownBlock[]): { type: string; text: string; emoji?: boolean }[] {
  const found: { type: string; text: string }[] = []
  JSON.stringify(blocks, (_key, value) => {
    if (typeof value?.text === 'string') found.push(value)
    return value
  })
  return found
}

const fact = (label: string, value: string): SpokenFact => ({ label, value })
const sections = (count: number, facts: readonly SpokenFact[] = []): SpokenSection[] =>
  Array.from({ length: count }, (_, index) => ({ title: `Contract ${index}!`, facts }))

const hostile = [
  '*bold* _it_ ~gone~ `code` ```more``` :smile: <!channel> <@U1> <https://evil.example|here> @here #general',
  '> quoted',
  '&lt;!here&gt; & &amp;',
  'www.evil.example https://evil.example',
  `${'👨‍👩‍👧‍👦'.repeat(900)}`,
  '\ud800 half a pair',
  'e\u0301'.repeat(3000),
  '&'.repeat(3000),
  '',
  '   ',
]

describe('a card as a Slack message', () => {
  it('shows facts as label and value side by side, the label bold', () => {
    const { blocks } = render({ facts: [fact('Domain', 'example.com'), fact('Plan', 'Standard')] })
    expect(blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Example', emoji: false } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Domain*', verbatim: true },
          { type: 'plain_text', text: 'example.com', emoji: false },
          { type: 'mrkdwn', text: '*Plan*', verbatim: true },
          { type: 'plain_text', text: 'Standard', emoji: false },
        ],
      },
    ])
  })

  it('gives a memo of several lines the whole width, and goes on beside it', () => {
    const { blocks } = render({ facts: [fact('Memo', 'first\nsecond'), fact('Plan', 'Standard')] })
    expect(blocks.slice(1)).toMatchObject([
      { text: { text: '*Memo*' } },
      {
        text: { type: 'plain_text', text: 'first\nsecond' },
        fields: [{ text: '*Plan*' }, { text: 'Standard' }],
      },
    ])
  })

  it('keeps lead, buttons and notes in their order', () => {
    const { blocks } = render({
      lead: 'Two contracts.',
      actions: [
        { kind: 'open', label: 'Options', command: 'options 1' },
        { kind: 'open', label: 'Customer', command: 'customer 1' },
        { kind: 'refresh', label: 'Refresh', command: 'subscriptions 1' },
        { kind: 'share', label: 'Share', command: 'subscriptions 1' },
      ],
      notes: ['Read at noon'],
    })
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'actions', 'context'])
    expect(blocks[2]).toMatchObject({
      elements: [
        { action_id: 'desk:open:0', value: 'options 1' },
        { action_id: 'desk:open:1', value: 'customer 1' },
        { action_id: 'desk:refresh', value: 'subscriptions 1' },
        { action_id: 'desk:share', value: 'subscriptions 1' },
      ],
    })
  })

  it('leaves out a button whose command does not fit, rather than asking something else', () => {
    const { blocks } = render({ actions: [{ kind: 'refresh', label: 'Again', command: 'x'.repeat(2001) }] })
    expect(blocks.map(({ type }) => type)).toEqual(['header'])
  })

  it.each(hostile)('shows %j as it is', (data) => {
    const messages = renderAll({
      title: data,
      lead: data,
      facts: [fact(data, data)],
      sections: [{ title: data, facts: [fact(data, data)] }],
      notes: [data],
      actions: [{ kind: 'open', label: data, command: 'help' }],
    })
    const texts = messages.flatMap(({ blocks }) => textsOf(blocks))
    expect(texts.length).toBeGreaterThan(6)
    for (const { type, text, emoji } of texts) {
      expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
      expect(text.isWellFormed()).toBe(true)
      if (type === 'plain_text') expect(emoji).toBe(false)
      else expect(text).toMatch(/^\*[^*_~`:@#\n]+\*$/)
    }
  })

  it('says in the fallback what matters, escaped', () => {
    const { text } = render({ title: 'A & B', lead: 'One <contract>.', facts: [fact('Plan', 'Standard')] })
    expect(text).toBe('A &amp; B\nOne &lt;contract&gt;.\nPlan: Standard')
  })

  it('marks what was cut, after a whole grapheme and a whole entity', () => {
    const family = '👨‍👩‍👧‍👦'
    const shown = (title: string) => textsOf(render({ title }).blocks)[0]?.text ?? ''
    expect(shown(family.repeat(20))).toBe(`${family.repeat(13)}…`)
    expect(shown('&'.repeat(31))).toBe(`${'&amp;'.repeat(29)}…`)
    expect(shown('&'.repeat(30))).toBe('&amp;'.repeat(30))
  })
})

describe('a fact that something can be done about', () => {
  const claimable = (label: string, value: string, command = 'claim 1'): SpokenFact => ({
    label,
    value,
    action: { kind: 'open', label: 'Take on', command },
  })
  const button = (value: string) => ({
    accessory: { type: 'button', action_id: 'desk:open', text: { text: 'Take on' }, value },
  })

  it('has its button beside it, in a section of its own', () => {
    const { blocks } = render({
      facts: [
        fact('Plan', 'Standard'),
        claimable('Acme', 'ends', 'claim 1'),
        claimable('Bravo', 'ends', 'claim 2'),
      ],
      sections: [{ title: 'Today', facts: [claimable('Echo', 'ends', 'claim 3'), fact('Golf', 'ends')] }],
    })
    expect(blocks.slice(1)).toMatchObject([
      { fields: [{ text: '*Plan*' }, { text: 'Standard' }] },
      { fields: [{ text: '*Acme*' }, { text: 'ends' }], ...button('claim 1') },
      { fields: [{ text: '*Bravo*' }, { text: 'ends' }], ...button('claim 2') },
      { text: { text: '*Today*' } },
      { fields: [{ text: '*Echo*' }, { text: 'ends' }], ...button('claim 3') },
      { fields: [{ text: '*Golf*' }, { text: 'ends' }] },
    ])
    expect(blocks[1]).not.toHaveProperty('accessory')
    expect(blocks[4]).not.toHaveProperty('accessory')
  })

  it('has it beside the label where the value takes the whole width', () => {
    const { blocks } = render({ facts: [claimable('Acme', 'x'.repeat(101)), fact('Plan', 'Standard')] })
    expect(blocks.slice(1)).toMatchObject([
      { text: { text: '*Acme*' }, ...button('claim 1') },
      { text: { text: 'x'.repeat(101) }, fields: [{ text: '*Plan*' }, { text: 'Standard' }] },
    ])
  })

  it.each([2_001, 0])(
    'has none where the command of %i characters is none that a button can hold',
    (length) => {
      const { blocks } = render({ facts: [claimable('Acme', 'ends', 'x'.repeat(length))] })
      expect(blocks[1]).toEqual({ type: 'section', fields: [expect.anything(), expect.anything()] })
    },
  )

  it.each(hostile)('is on a page that Slack takes, however often and whatever it says (%j)', (text) => {
    const line = { ...fact(text, text), action: { kind: 'open', label: text, command: 'claim 1' } } as const
    const lines = Array.from({ length: 10 }, () => line)
    const pages = renderAll({ facts: lines, sections: sections(12, lines) })
    const shown = JSON.stringify(pages.map(({ blocks }) => blocks))
    expect(shown.match(/"action_id":"desk:open"/g)).toHaveLength(130)
  })
})

describe('a fact that can be seen elsewhere', () => {
  const labelOf = (label: string, link: string) => {
    const { blocks } = render({ facts: [{ label, value: 'sent', link }] })
    return textsOf(blocks).find(({ text }) => text.includes(label.slice(0, 3)))?.text
  }

  it('leads there by its label', () => {
    const link = 'https://example.slack.com/archives/C1/p1?thread_ts=1'
    expect(labelOf('Sat, Nov 21', link)).toBe(`*<${link}|Sat, Nov 21>*`)
  })

  it.each([
    ['Sat, Nov 21', 'https://x.example/<!here>'],
    ['Sat, Nov 21', 'https://x.example/|other'],
    ['Sat, Nov 21', 'javascript:alert(1)'],
    ['Sat, Nov 21', `https://x.example/${'x'.repeat(400)}`],
    ['Sat *bold*', 'https://x.example/'],
  ])('is shown without the link where %j and %j could be taken for something else', (label, link) => {
    expect(labelOf(label, link)).not.toContain('x.example')
    expect(labelOf(label, link)).not.toContain('javascript')
  })
})

describe('a card too long for one message', () => {
  it('has every section on exactly one page, in order', () => {
    const pages = renderAll({ sections: sections(200, [fact('Plan', 'Annual'), fact('Ends', 'tomorrow')]) })
    const titles = pages.flatMap(({ blocks }) =>
      textsOf(blocks).flatMap(({ text }) => /Contract \d+!/.exec(text) ?? []),
    )
    expect(titles).toEqual(sections(200).map(({ title }) => title))
  })

  it('leads from page to page and says where one is', () => {
    const pages = renderAll({ sections: sections(25) })
    const ways = pages.map(({ blocks }) =>
      blocks.flatMap((block) =>
        block.type === 'actions' ? block.elements.map((button) => button.action_id) : [],
      ),
    )
    expect(ways).toEqual([['desk:page:2'], ['desk:page:1', 'desk:page:3'], ['desk:page:2']])
    expect(textsOf(pages[1]?.blocks ?? []).at(-1)?.text).toBe('Page 2 of 3')
  })

  it('keeps refresh and share on the page that is read', () => {
    const actions = [{ kind: 'share', label: 'Share', command: 'options 1' }] as const
    const { blocks } = render({ sections: sections(25), actions }, { page: 2 })
    expect(blocks.find(({ type }) => type === 'actions')).toMatchObject({
      elements: [{ action_id: 'desk:share:2' }],
    })
  })

  it.each([
    [0, 1],
    [9, 3],
  ])('takes page %i for page %i', (asked, shown) => {
    expect(render({ sections: sections(25) }, { page: asked }).page).toBe(shown)
  })

  it('bears a memo of 5,000 characters, 80 sections of hostile data and the fullest frame at once', () => {
    const everything = 'x&<>_*"\u{1f468}\u200d\u{1f469}\n'.repeat(20)
    const facts = Array.from({ length: 30 }, () => fact(everything, everything))
    const pages = renderAll({
      title: everything,
      lead: everything.repeat(10),
      facts: [fact('Memo', 'm'.repeat(5000)), ...facts],
      sections: sections(6, facts).concat(
        sections(74).map(({ title }) => ({ title: `${title}+`, facts: facts.slice(0, 2) })),
      ),
      actions: Array.from(
        { length: 30 },
        () => ({ kind: 'open', label: everything, command: 'help' }) as const,
      ),
      notes: Array.from({ length: 30 }, () => everything),
    })
    const titles = pages.flatMap(({ blocks }) =>
      textsOf(blocks).flatMap(({ text }) => /Contract \d+!/.exec(text) ?? []),
    )
    expect(titles).toHaveLength(80)
    expect(textsOf(pages[0]?.blocks ?? []).some(({ text }) => text === `${'m'.repeat(1999)}…`)).toBe(true)
  })
})
