import { describe, expect, it } from 'vitest'
import { toWorksText } from '../../src/lineworks/works-text.ts'
import { bubblesOf, fact, plainText, render, renderAll, sections, textsOf } from './spoken-cards.ts'

describe('data that would mention somebody', () => {
  it.each([
    ['<m userId="all">', '‹m userId="all">'],
    ['Dear <M USERID = "x"> !', 'Dear ‹M USERID = "x"> !'],
    ['< \n m userId="all">', '‹ \n m userId="all">'],
    ['<\u200cm userId="all">', '‹\u200cm userId="all">'],
    ['<\u200b\u2060m userId="all">', '‹\u200b\u2060m userId="all">'],
    ['<m\u200duserId="all">', '‹m\u200duserId="all">'],
    ['＜ｍ userId="all"＞', '‹ｍ userId="all"＞'],
    ['﹤𝐦 userId="all">', '‹𝐦 userId="all">'],
    ['<<m userId="all">>', '<‹m userId="all">>'],
    ['<m userId="all"', '‹m userId="all"'],
  ])('%j reads %j', (text, shown) => {
    expect(toWorksText(text, 100)).toBe(shown)
  })

  it.each(['1 < 2', 'a<b>c</b>', '<div>', '< >', 'm>n', '&lt;'])('%j is none, and stays', (text) => {
    expect(toWorksText(text, 100)).toBe(text)
  })

  it('does not, wherever it stands', () => {
    const tag = '<m userId="all">'
    const action = { kind: 'open', label: tag, command: `customer ${tag}` } as const
    const card = {
      title: tag,
      lead: tag,
      notes: [tag],
      actions: [action],
      facts: [{ ...fact(tag, tag), action }],
    }
    const rendered = render(
      { ...card, sections: [{ title: tag, facts: card.facts }] },
      { command: `customer ${tag}`, spokenInAll: new Map([['ja', { title: tag, lead: tag }]]) },
    )
    // The command comes back as it was, by a way that nobody sees.
    const shown = JSON.stringify(rendered).replaceAll(/"postback":"(?:\\.|[^"\\])*"/g, '')
    expect(shown).toContain('‹m')
    expect(shown).not.toContain('<m')
  })

  it('does not where the tag begins in one line and ends in the next', () => {
    expect(plainText(render({ facts: [fact('a', '<'), fact('m userId="all">', 'b')] }))).toContain(
      'a: ‹\nm userId',
    )
  })
})

describe('a text for LINE WORKS', () => {
  it.each([
    ['', 10, '–'],
    [' \n ', 10, '–'],
    ['x'.repeat(11), 10, `${'x'.repeat(9)}…`],
    ['a long label of words', 20, 'a long label of wor…'],
    ['word word', 6, 'word…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 20, '👨‍👩‍👧‍👦…'],
    ['\ud83d', 10, '\ufffd'],
  ])('%j within %i characters is %j', (text, limit, shown) => {
    expect(toWorksText(text, limit)).toBe(shown)
  })
})

describe('the fullest card there can be', () => {
  const everything = 'あ<m userId="all">＜ｍ>"\\\u{1f468}\u200d\u{1f469}\n'.repeat(20)
  const facts = Array.from({ length: 30 }, () => fact(everything, everything))

  it('of long texts in three bytes a character keeps every limit', () => {
    const long = 'あ'.repeat(5000)
    const action = { kind: 'open', label: long, command: 'あ'.repeat(985) } as const
    const card = {
      title: long,
      lead: long,
      facts: [{ ...fact(long, long), action }, ...facts],
      sections: sections(8, [{ ...fact(long, long), action }]),
      actions: Array.from({ length: 30 }, () => action),
      notes: Array.from({ length: 30 }, () => long),
    }
    const pages = renderAll(card, { command: action.command })
    const titles = pages.flatMap(({ flex }) => textsOf(flex).filter((text) => /^Contract \d+!$/.test(text)))
    expect(titles).toEqual(sections(8).map(({ title }) => title))
  })

  it('asked with the longest command that a button takes keeps every limit', () => {
    const card = { title: everything, lead: everything, sections: sections(100, facts.slice(0, 3)) }
    const command = 'あ'.repeat(980)
    const { flex, pages, page } = render(card, { command, page: 3 })
    expect(pages).toBeGreaterThan(page)
    expect(flex?.quickReply?.items).toHaveLength(2)
  })

  it('asked with a command that no button takes still shows its pages', () => {
    const { flex, pages } = render(
      { sections: sections(100, facts.slice(0, 3)) },
      { command: 'x'.repeat(1000) },
    )
    expect(pages).toBeGreaterThan(1)
    expect(flex?.quickReply).toBeUndefined()
  })

  it('is still read on ten bubbles at most', () => {
    for (const page of renderAll({ facts, sections: sections(4, facts) })) {
      expect(bubblesOf(page).length).toBeLessThanOrEqual(10)
    }
  })
})
