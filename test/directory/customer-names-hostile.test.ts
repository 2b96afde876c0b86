import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { processorMsOf } from '../helpers/processor-time.ts'
import { fiveScripts, known, mentions, namesOf } from './known-names.ts'

describe('hostile names and texts', () => {
  const hostile = [
    '.*',
    '(株',
    '[',
    '\\',
    '$&',
    '...',
    '🎉',
    '\u202e',
    '\u202eemca',
    '\ud800',
    '__proto__',
    'constructor',
    'a',
    '+',
    '',
    'あ',
    '株式会社',
    'İİİİ',
    'ﷺ',
  ]
  const customers = hostile.map((name, index) => ({ id: String(index + 1), name, code: name, domain: name }))
  const names = namesOf([
    ...customers,
    { id: '100', name: 'Plain Trading', domain: 'plain.example', code: 'P-100' },
  ])

  it.each(hostile)('%j as a name and as words breaks nothing', (name) => {
    for (const text of [name, `${name} Plain Trading ${name}`, `${name}P-100${name}`]) {
      for (const { from, to } of names.mentionedIn(text)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
    }
    expect(mentions(`${name} Plain Trading ${name}`, names).join()).toContain('=100 name')
    expect(names.withPart(name).length).toBeLessThanOrEqual(1)
  })

  it('in 5,000 characters are found soon', () => {
    const nested = namesOf([
      ...fiveScripts,
      ...Array.from({ length: 50 }, (_, n) => ({
        id: String(n + 1),
        name: 'あ'.repeat(n + 1),
        code: `1${'a'.repeat(n)}`,
      })),
    ])
    const took = processorMsOf(() => {
      for (const unit of [
        'あ',
        'a',
        '1',
        '株式会社',
        '(株)',
        'a.',
        'a@',
        '://',
        'http://a.b ',
        '-',
        '\u0301',
        'ー',
        'acme foods ',
        '해',
        '1a',
        'a-',
        'id:',
      ]) {
        const text = unit.repeat(5000 / unit.length)
        nested.mentionedIn(text)
        nested.withPart(text)
      }
    })
    expect(took).toBeLessThan(3_000)
  })

  it('in a text of nothing are none', () => {
    for (const text of ['', ' ', '\n', '🎉🎉', '\u202e\u200b']) expect(known.mentionedIn(text)).toEqual([])
    expect(namesOf([]).mentionedIn('Acme')).toEqual([])
    expect(namesOf([{ id: '1', name: null }]).withPart('null')).toEqual([])
  })
})

describe('against a slow and plain search', () => {
  const random = createRandom('customer names')

  it('takes the longest name of those that overlap, wherever spaces are', () => {
    const letters = ['甲', '乙', '丙', '丁']
    for (let round = 0; round < 300; round += 1) {
      const wordOf = (length: number) => Array.from({ length }, () => random.pick(letters)).join('')
      const customers = Array.from({ length: 1 + random.below(30) }, (_, n) => ({
        id: String(n + 1),
        name: wordOf(3 + random.below(4)),
      }))
      const text = Array.from(
        { length: 30 },
        () => wordOf(random.below(5)) + random.pick(['', ' ', 'の', '。']),
      ).join('')
      expect(mentions(text, namesOf(customers))).toEqual(searchSlowly(text, customers))
    }
  })

  it('finds each of many names in each way of writing it, and everybody who has it', () => {
    const words = [
      'アオゾラ',
      'さくら',
      'ﾃｸﾉｽ',
      '北斗',
      '山川',
      '푸른',
      '바다',
      '한결',
      'Harbor',
      'Éclair',
      'Straße',
      '晨曦',
      '宏圖',
      '东方',
    ]
    const forms = [
      '株式会社',
      '㈱',
      ' 주식회사',
      '(주)',
      '有限公司',
      '股份有限公司',
      ', Inc.',
      ' Co., Ltd.',
      ' GmbH',
      '',
    ]
    const customers = Array.from({ length: 400 }, (_, n) => ({
      id: String(n + 1),
      name: `${random.pick(words)}${random.pick(['', ' ', '・'])}${random.pick(words)}${random.pick(forms)}`,
      isGone: random.chance(0.1),
    }))
    const names = namesOf(customers)
    const writings: ((name: string) => string)[] = [
      (name) => name,
      (name) => name.toUpperCase(),
      (name) => name.toLowerCase(),
      (name) => name.normalize('NFD'),
      (name) => name.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)),
      (name) => name.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ]
    const frames = [
      ['', ''],
      ['お世話様です。', ' の件'],
      ['Is ', ' on a trial?'],
      ['문의: ', ' 플랜'],
      ['請問「', '」的方案'],
    ]
    for (const { id, name, isGone } of customers) {
      const [before, after] = random.pick(frames) as [string, string]
      const text = `${before}${random.pick(writings)(name)}${after}`.normalize('NFKC')
      const found = names.mentionedIn(text)
      expect(found, text).toHaveLength(1)
      const { candidates } = found[0] ?? { candidates: [] }
      const isAmong = candidates.some((candidate) => candidate.domainId === id)
      expect(isAmong || isGone, text).toBe(true)
      expect(new Set(candidates.map((candidate) => candidate.isGone)).size, text).toBe(1)
    }
  })
})

/** Each place, each name, longest first, earliest of equals; no table, no folding. */
function searchSlowly(text: string, customers: readonly { id: string; name: string }[]): string[] {
  const found: { from: number; to: number; ids: string }[] = []
  for (let from = 0; from < text.length; from += 1) {
    const fitting = customers.flatMap(({ name }) => {
      const spaced = new RegExp([...name].join(' {0,3}'), 'y')
      spaced.lastIndex = from
      return spaced.exec(text) ?? []
    })
    const longest = Math.max(0, ...fitting.map((written) => written.replaceAll(' ', '').length))
    const written = fitting.find((one) => one.replaceAll(' ', '').length === longest)
    if (!written) continue
    const ids = customers.filter(({ name }) => name === written.replaceAll(' ', '')).map(({ id }) => id)
    found.push({ from, to: from + written.length, ids: ids.join('|') })
  }
  const chosen: typeof found = []
  for (const one of found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    if (chosen.every(({ from, to }) => one.to <= from || to <= one.from)) chosen.push(one)
  }
  return chosen
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, ids }) => `${text.slice(from, to)}=${ids} name`)
}
