import { describe, expect, it } from 'vitest'
import type { WhoFound } from '../../src/core/directory.ts'
import { findWho } from '../../src/directory/find-who.ts'
import { toCandidate, toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { processorMsOf } from '../helpers/processor-time.ts'
import { copyOf, type KnownCustomer } from './known-copies.ts'

function find(who: string, customers: readonly KnownCustomer[]): WhoFound {
  const searchables = customers.map((customer) => toSearchable(toCandidate(copyOf(customer))))
  return findWho(buildWhoIndex(searchables), who)
}

/** `one 1`, `several 1 2`, `none 1 2`. */
function told(found: WhoFound): string {
  const ids =
    found.kind === 'one'
      ? [found.domainId]
      : (found.kind === 'several' ? found.candidates : found.nearest).map(({ domainId }) => domainId)
  return [found.kind, ...ids].join(' ')
}

const fiveScripts: KnownCustomer[] = [
  { id: '1', name: '株式会社アオゾラ物産', domain: 'aozora.example', code: 'JP-001' },
  { id: '2', name: '푸른바다 물류㈜', domain: 'sea.example', code: 'KR-001' },
  { id: '3', name: 'Northwind Tea & Spice Co., Ltd.', domain: 'tea.example', code: 'en 1' },
  { id: '4', name: '晨曦貿易股份有限公司', domain: '晨曦.example', code: '台-1' },
  { id: '5', name: '晨曦贸易有限公司', domain: 'chenxi.example', code: 'CN-001' },
  { id: '6', name: 'やまびこ（同）', domain: 'yamabiko.example' },
  { id: '7', name: null, domain: 'nameless.example' },
]

describe('a name in any of the five scripts', () => {
  it.each([
    ['あおぞら', '1'],
    ['ｱｵｿﾞﾗ物産', '1'],
    ['㈱アオゾラ', '1'],
    ['アオゾラ　物産', '1'],
    ['物産', '1'],
    ['푸른바다', '2'],
    ['바다물류', '2'],
    ['물류(주)', '2'],
    ['푸른바다'.normalize('NFD'), '2'],
    ['northwind tea', '3'],
    ['TEA & SPICE', '3'],
    ['tea spice co ltd', '3'],
    ['ｎｏｒｔｈ', '3'],
    ['晨曦貿易', '4'],
    ['貿易股份', '4'],
    ['晨曦贸易', '5'],
    ['ヤマビコ', '6'],
    ['やまびこ合同会社', '6'],
  ])('%s', (who, id) => {
    expect(told(find(who, fiveScripts))).toBe(`one ${id}`)
  })

  it('is the part that several share', () => {
    expect(told(find('晨曦', fiveScripts))).toBe('several 5 4')
  })
})

describe('the order of looking', () => {
  const customers: KnownCustomer[] = [
    { id: '10', name: 'tea.example fan club', domain: 'fans.example', code: 'sea' },
    { id: '11', name: 'Sea Freight', domain: 'tea.example', code: 'fans.example' },
    { id: '12', name: 'Office 365 Repair', domain: 'repair.example', code: '365' },
    { id: '13', name: 'Twelve', domain: 'twelve.example', code: '12' },
    { id: '14', name: 'Fourteen', domain: 'fourteen.example', code: '14' },
    { id: '15', name: 'Twins A', domain: 'a.example', code: 'Twin-1' },
    { id: '16', name: 'Twins B', domain: 'b.example', code: 'ＴＷＩＮ-1' },
    { id: '17', name: 'Twin-1 Parts', domain: 'c.example' },
    { id: '18', name: 'Zero', domain: 'zero.example', code: '0042' },
  ]

  it.each([
    ['11', 'one 11', 'a known ID'],
    ['１１', 'one 11', 'in full width'],
    ['10000001', 'one 10000001', 'an unknown ID: the API knows'],
    ['12', 'several 12 13', 'an ID that is somebody else’s code as well'],
    ['14', 'one 14', 'an ID that is the same customer’s code as well'],
    ['365', 'one 12', 'digits that are a code only'],
    ['tea.example', 'one 11', 'a domain before a name'],
    ['TEA.Example.', 'one 11', 'a domain in any case'],
    ['fans.example', 'one 10', 'a domain before a code'],
    ['sea', 'one 10', 'a code before a name'],
    ['twin-1', 'several 15 16', 'a code of two, and not the name that holds it'],
    ['0042', 'one 18', 'digits that can be no ID'],
    ['freight', 'one 11', 'part of a name'],
    ['example', 'one 10', 'a domain by a part of it is none'],
  ])('%s: %s (%s)', (who, expected) => {
    expect(told(find(who, customers))).toBe(expected)
  })

  it.each([
    ['xn--grzr40d.example', '青空.example'],
    ['青空.example', 'xn--grzr40d.example'],
  ])('the domain %s is %s', (who, domain) => {
    expect(
      told(
        find(who, [
          { id: '1', domain },
          { id: '2', domain: 'other.example' },
        ]),
      ),
    ).toBe('one 1')
  })
})

describe('the order of several', () => {
  it('is the whole name, its beginning, a word’s beginning, the inside, and shorter before longer', () => {
    const names = ['Big Bluebird', 'Bird Song Ltd', 'Early Birds', 'Birdhouse', 'Bird', 'A Bird Inn']
    const customers = names.map((name, index) => ({ id: String(index + 1), name }))
    expect(told(find('bird', customers))).toBe('several 5 4 2 6 3 1')
  })

  it('takes a legal form for no part of the name', () => {
    const customers = [
      { id: '1', name: '青空物産株式会社' },
      { id: '2', name: '株式会社大青空' },
      { id: '3', name: '株式会社青空' },
    ]
    expect(told(find('青空', customers))).toBe('several 3 1 2')
  })

  it('has those that are gone last, and marked', () => {
    const customers = [
      { id: '1', name: 'Bird', isGone: true },
      { id: '2', name: 'The Bluebird Company' },
    ]
    const found = find('bird', customers)
    expect(told(found)).toBe('several 2 1')
    expect(found).toMatchObject({ candidates: [{ isGone: false }, { isGone: true }] })
  })

  it('is the same whatever order they came in', () => {
    const customers = Array.from({ length: 30 }, (_, index) => ({ id: String(index + 1), name: 'Same Name' }))
    const inOrder = `several ${customers.map(({ id }) => id).join(' ')}`
    expect(told(find('same', customers))).toBe(inOrder)
    expect(told(find('same', customers.toReversed()))).toBe(inOrder)
  })
})

describe('none', () => {
  it.each([
    ['Nortwind', 'none 3'],
    ['Northwind Tae', 'none 3'],
    ['아푸른바다', 'none 2'],
    ['アオソラ', 'none 1'],
    ['有限会社アオゾラ物産', 'none 1'],
    ['晨希', 'none 5 4'],
    ['yamabko.example', 'none 6'],
    ['chenksi', 'none 5'],
    ['晨希.example', 'none 4'],
    ['qqqqqq.example', 'none'],
    ['qqqqqq', 'none'],
    ['', 'none'],
    ['...', 'none'],
  ])('like %s: %s', (who, expected) => {
    const found = told(find(who, fiveScripts))
    expect(found.slice(0, expected.length)).toBe(expected)
    if (expected === 'none') expect(found).toBe(expected)
  })

  it('names five at most, the living before the gone', () => {
    const customers = Array.from({ length: 9 }, (_, index) => ({
      id: String(index + 1),
      name: 'Kingfisher',
      isGone: index < 7,
    }))
    expect(told(find('kingfischer', customers))).toBe('none 8 9 1 2 3')
  })

  it('has nobody near among no customers', () => {
    expect(told(find('Acme', []))).toBe('none')
  })
})

describe('hostile text', () => {
  const hostile = [
    '.*',
    '(株',
    '[',
    '\\',
    '$&',
    '__proto__',
    'constructor',
    '\ud800',
    '\u202eemca',
    '🍣',
    '%00',
    '"',
    "'; --",
  ]

  it.each(hostile)('%j in a name is found by itself alone', (text) => {
    const customers = [
      { id: '1', name: `Odd ${text} Name`, code: text, domain: text },
      { id: '2', name: 'Plain', domain: 'plain.example' },
    ]
    const found = find(text, customers)
    expect(found.kind === 'one' ? found.domainId : 'nobody').toMatch(/^(1|nobody)$/)
    expect(told(find('Odd', customers))).toBe('one 1')
  })

  it('of 5,000 characters finds nobody, soon', () => {
    const took = processorMsOf(() => {
      for (const text of ['あ', 'x ', '株式会社', '(株)', '\u0301', '1']) {
        expect(find(text.repeat(5000 / text.length), fiveScripts).kind).toBe('none')
      }
    })
    expect(took).toBeLessThan(1_000)
  })
})
