import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import { buildCustomerNames } from '../../src/directory/customer-names.ts'
import { toCandidate, toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { copyOf, type KnownCustomer } from './known-copies.ts'

interface Listed {
  readonly domainId: string
  readonly companyName: string
  readonly domain: string
  readonly customerCode: string | null
}

const listed: readonly Listed[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../questions/customers.json'), 'utf8'),
)
const fiveScripts = listed.map(({ domainId, companyName, domain, customerCode }) => ({
  id: domainId,
  name: companyName,
  domain,
  code: customerCode,
}))

function namesOf(customers: readonly KnownCustomer[], ordinaryWords: readonly string[] = []) {
  const searchables = customers.map((customer) => toSearchable(toCandidate(copyOf(customer))))
  return buildCustomerNames(buildWhoIndex(searchables), new Set(ordinaryWords))
}

/** `そらまめ建設=10000001 name`, one for each place; several candidates with `|` between them. */
function mentions(text: string, names = known): string[] {
  const clean = text.normalize('NFKC')
  return names
    .mentionedIn(clean)
    .map(
      ({ from, to, candidates, by }) =>
        `${clean.slice(from, to)}=${candidates.map(({ domainId }) => domainId).join('|')} ${by}`,
    )
}

const known = namesOf(fiveScripts)

describe('a name in a sentence', () => {
  it.each([
    ['そらまめ建設さんのトライアルいつまで？', ['そらまめ建設=10000001 name']],
    ['株式会社そらまめ建設のプランは？', ['株式会社そらまめ建設=10000001 name']],
    ['㈱ソラマメ建設のプランは？', ['(株)ソラマメ建設=10000001 name']],
    ['ｿﾗﾏﾒ建設（株）様の契約', ['ソラマメ建設(株)=10000001 name']],
    ['お客様の山田商店様から', ['山田商店=10000002 name']],
    ['山田　商店の容量', ['山田 商店=10000002 name']],
    ['東都電機はいつ更新？', ['東都電機=10000004 name']],
    ['キタムラ物流の件', ['キタムラ物流=10000005 name']],
    ['きたむら物流合同会社の件', ['きたむら物流合同会社=10000005 name']],
    ['シンキタムラ物流の件', []],
    ['西日本フーズとひまわり保育園の件', ['西日本フーズ=10000006 name', 'ひまわり保育園=10000003 name']],
    ['西日本フーズー、トライアルは？', ['西日本フーズー=10000006 name']],
    ['해솔전자는 언제까지예요?', ['해솔전자=10000011 name']],
    ['해솔전자 주식회사의 플랜', ['해솔전자 주식회사=10000011 name']],
    ['주식회사 해솔전자의 플랜', ['주식회사 해솔전자=10000011 name']],
    ['푸른바다물산 귀중', ['푸른바다물산=10000012 name']],
    ['푸른 바다 물산㈜에서 문의', ['푸른 바다 물산(주)=10000012 name']],
    ['동화건설과 미래로여행사로', ['동화건설=10000014 name', '미래로여행사=10000015 name']],
    ['새동화건설 플랜', []],
    ["Acme Foods's trial", ['Acme Foods=10000021 name']],
    ['is ACME FOODS, INC. on Advanced?', ['ACME FOODS, INC.=10000021 name']],
    ['acme-foods trial', ['acme-foods=10000021 name']],
    ['acmefoods trial', ['acmefoods=10000021 name']],
    ['macme foods trial', []],
    ['acme foodstuff trial', []],
    [
      'northwind traders and Blue Harbor Logistics',
      ['northwind traders=10000022 name', 'Blue Harbor Logistics=10000023 name'],
    ],
    ['Greenfield and Sons', []],
    ['Greenfield Sons GmbH', ['Greenfield Sons GmbH=10000024 name']],
    ['Contoso Éurope?', ['Contoso Éurope=10000025 name']],
    ['宏達貿易的試用到什麼時候？', ['宏達貿易=10000031 name']],
    ['宏達貿易股份有限公司的試用', ['宏達貿易股份有限公司=10000031 name']],
    ['請問台灣日出科技公司的方案', ['台灣日出科技公司=10000032 name']],
    ['福爾摩沙茶業還有幾天', ['福爾摩沙茶業=10000033 name']],
    ['上海晨光软件有限公司的套餐', ['上海晨光软件有限公司=10000041 name']],
    ['上海晨光软件的套餐，北京万通物流呢', ['上海晨光软件=10000041 name', '北京万通物流=10000044 name']],
    ['贵公司杭州绿茶文化传媒的域名', ['杭州绿茶文化传媒=10000043 name']],
    ['Solara Mobility Japanさんの契約', ['Solara Mobility Japan=10000051 name']],
    ['solara mobility japan㈱の契約', ['solara mobility japan(株)=10000051 name']],
    ['Solara Mobility Japan K.K. plan?', ['Solara Mobility Japan K.K.=10000051 name']],
    [
      '㈱そらまめ建設、㈱山田商店、東都電機',
      ['(株)そらまめ建設=10000001 name', '(株)山田商店=10000002 name', '東都電機=10000004 name'],
    ],
    ['山田商店(株)東都電機', ['山田商店(株)=10000002 name', '東都電機=10000004 name']],
    ['Acme Foods\n株式会社山田商店', ['Acme Foods=10000021 name', '株式会社山田商店=10000002 name']],
    ['Acme\nFoods', []],
    ['Acme ..... Foods', []],
    ['晨光软件的套餐', []],
    ['acmeのトライアル', []],
  ])('%s', (text, expected) => {
    expect(mentions(text)).toEqual(expected)
  })

  it('says where it stands in the text that was given', () => {
    const text = '🎉 ご連絡：株式会社そらまめ建設、ＯＫ'
    expect(known.mentionedIn(text)).toMatchObject([{ from: 7, to: 17 }])
    expect(text.slice(7, 17)).toBe('株式会社そらまめ建設')
  })
})

describe('an ID', () => {
  it.each([
    ['10000001 plan?', ['10000001=10000001 id']],
    ['１００００００１のプラン', ['10000001=10000001 id']],
    ['10000011은 언제 끝나요', ['10000011=10000011 id']],
    ['id:10000001', ['id:10000001=10000001 id']],
    ['顧客ID： 10000001', ['ID: 10000001=10000001 id']],
    ['10000001,10000002/10000003', ['10000001=10000001 id', '10000002=10000002 id', '10000003=10000003 id']],
    ['4611686018427387905?', ['4611686018427387905=4611686018427387905 id']],
    ['4611686018427387904?', []],
    ['Is it 10000001.', ['10000001=10000001 id']],
    ['110000001', []],
    ['100000012', []],
    ['x10000001', []],
    ['10000001b', []],
    ['10000001.5', []],
    ['1.10000001', []],
    ['03-10000001', []],
    ['10000001-03', []],
    ['+10000001', []],
    ['INV-10000001', []],
    ['10000001.csv', []],
    ['https://example.org/10000001', []],
    ['https://example.org/a?id=10000001&b', []],
    ['example.org/10000001', []],
    ['http://localhost:3000/10000001', []],
    ['99999999', []],
  ])('%s', (text, expected) => {
    expect(mentions(text)).toEqual(expected)
  })

  it('of few digits needs its label, because they are mostly a count', () => {
    const names = namesOf([{ id: '42', name: 'Birch' }])
    expect(mentions('42 seats', names)).toEqual([])
    expect(mentions('id:42', names)).toEqual(['id:42=42 id'])
  })

  it('gives its customer', () => {
    expect(known.withId('10000001' as DomainId)).toMatchObject({ companyName: '株式会社そらまめ建設' })
    expect(known.withId('10000009' as DomainId)).toBeUndefined()
  })
})

describe('a domain', () => {
  const domains = namesOf([
    { id: '1', domain: 'example.com' },
    { id: '2', domain: 'shop.example.com' },
    { id: '3', domain: '青空.example' },
    { id: '4', domain: 'xn--bcher-kva.example' },
    { id: '5', name: 'Contoso' },
    { id: '6', domain: 'twins.example' },
    { id: '7', domain: 'twins.example' },
    { id: '8', domain: '例え.みんな' },
  ])
  it.each([
    ['example.comの件', ['example.com=1 domain']],
    ['EXAMPLE.COM?', ['EXAMPLE.COM=1 domain']],
    ['It is example.com.', ['example.com=1 domain']],
    ['https://www.example.com/x', ['www.example.com=1 domain']],
    ['https://taro:secret@example.com:8080/x?y=shop.example.com', ['example.com=1 domain']],
    ['mail.example.com', ['mail.example.com=1 domain']],
    ['taro.yamada@example.comから', ['taro.yamada@example.com=1 domain']],
    ['a.shop.example.com', ['a.shop.example.com=2 domain']],
    ['example.com/shop.example.com', ['example.com=1 domain', 'shop.example.com=2 domain']],
    ['_example.com_', ['example.com=1 domain']],
    ['twins.example', ['twins.example=6|7 domain']],
    ['青空.exampleのMX', ['青空.example=3 domain']],
    ['お客様の青空.example', ['青空.example=3 domain']],
    ['www.青空.example', ['www.青空.example=3 domain']],
    ['xn--grzr40d.example', ['xn--grzr40d.example=3 domain']],
    ['BÜCHER.example', ['BÜCHER.example=4 domain']],
    ['例え.みんなの件', ['例え.みんな=8 domain']],
    ['大青空.example', []],
    ['青空.example.tw', []],
    ['notexample.com', []],
    ['not-example.com', []],
    ['example.com.tw', []],
    ['example.com.台灣', []],
    ['example.community', []],
    ['example,com', []],
    ['contoso.sharepoint.com', []],
    ['https://contoso/', []],
    ['contoso@outlook.com', []],
    ['contoso.csv', []],
    ['Thanks.Contoso trial?', ['Contoso=5 name']],
  ])('%s', (text, expected) => {
    expect(mentions(text, domains)).toEqual(expected)
  })
})

describe('a customer code', () => {
  const codes = namesOf([
    { id: '10000001', name: 'Office Repair', code: 'SM-001' },
    { id: '10000002', code: 'en 1' },
    { id: '10000003', code: '台-1' },
    { id: '10000004', code: 'ABC' },
    { id: '10000005', code: 'A1' },
    { id: '10000006', code: '365' },
    { id: '10000007', code: '10000001' },
    { id: '10000008', code: '00200300' },
    { id: '10000009', code: 'T-9' },
    { id: '10000010', code: 'Ｔ-9' },
    { id: '10000011', code: '.*1' },
  ])
  it.each([
    ['SM-001の更新', ['SM-001=10000001 code']],
    ['sm-001?', ['sm-001=10000001 code']],
    ['(ＳＭ-００１)', ['SM-001=10000001 code']],
    ['en\t1 renewal', ['en\t1=10000002 code']],
    ['台-1的方案', ['台-1=10000003 code']],
    ['t-9', ['t-9=10000009|10000010 code']],
    ['a .*1 b', ['.*1=10000011 code']],
    ['10000001', ['10000001=10000001|10000007 id']],
    ['00200300', ['00200300=10000008 code']],
    ['全台-1', []],
    ['SM-0012', []],
    ['SM-001-2', []],
    ['X-SM-001', []],
    ['XSM-001', []],
    ['https://example.org/SM-001', []],
    ['abc', []],
    ['A1', []],
    ['365', []],
  ])('%s', (text, expected) => {
    expect(mentions(text, codes)).toEqual(expected)
  })
})

describe('names that are short, or words as well', () => {
  const short = namesOf(
    [
      { id: '1', name: 'いつ' },
      { id: '2', name: '青空株式会社' },
      { id: '3', name: '빛' },
      { id: '4', name: '한빛' },
      { id: '5', name: 'Any Ltd.' },
      { id: '6', name: 'X' },
      { id: '7', name: 'Plan' },
      { id: '8', name: '株式会社トライアル' },
      { id: '9', name: '2026' },
      { id: '10', name: 'Anew' },
      { id: '11', name: 'ミカ' },
    ],
    ['PLAN', 'とらいある', '언제'],
  )
  it.each([
    ['いつまで？', []],
    ['いつさんのプラン', ['いつ=1 name']],
    ['それは「いつ」の件', ['いつ=1 name']],
    ['青空の下', []],
    ['青空様の下', ['青空=2 name']],
    ['㈱青空の件', ['(株)青空=2 name']],
    ['青空?', ['青空=2 name']],
    ['빛나는', []],
    ['빛 님', ['빛=3 name']],
    ['한빛은 언제', ['한빛=4 name']],
    ['한빛에서는요?', ['한빛=4 name']],
    ['한빛은행', []],
    ['한빛 주식회사는', ['한빛 주식회사=4 name']],
    ['any news?', []],
    ['ANY news?', ['ANY=5 name']],
    ['any ltd?', ['any ltd=5 name']],
    ['X marks', []],
    ['X Inc. marks', ['X Inc.=6 name']],
    ['what plan is it', []],
    ['Plan Co., Ltd. please', ['Plan Co., Ltd.=7 name']],
    ['トライアルはいつまで', []],
    ['トライアル様のプラン', ['トライアル=8 name']],
    ['株式会社トライアルのトライアル', ['株式会社トライアル=8 name']],
    ['in 2026', []],
    ['a new one', []],
    ['anew one', ['anew=10 name']],
    ['アメミカの件', []],
  ])('%s', (text, expected) => {
    expect(mentions(text, short)).toEqual(expected)
  })
})

describe('several that fit', () => {
  const many = namesOf([
    { id: '1', name: '株式会社大空物産' },
    { id: '2', name: '大空物産有限会社' },
    { id: '3', name: '大空物産', isGone: true },
    { id: '4', name: '新大空物産サービス' },
    { id: '5', name: 'Former Friends', isGone: true },
    { id: '6', name: '大空物産株式会社 東京支店' },
    { id: '7', name: 'Gone Once', domain: 'back.example', isGone: true },
    { id: '8', name: 'Back Again', domain: 'back.example' },
  ])
  it.each([
    ['大空物産の件', ['大空物産=2|1 name']],
    ['大空物産株式会社の件', ['大空物産株式会社=1 name']],
    ['(有)大空物産の件', ['(有)大空物産=2 name']],
    ['合同会社大空物産の件', ['合同会社大空物産=2|1 name']],
    ['新大空物産サービスの件', ['新大空物産サービス=4 name']],
    ['大空物産東京支店の件', ['大空物産東京支店=6 name']],
    ['大空物産㈱東京支店の件', ['大空物産(株)東京支店=6 name']],
    ['former friends?', ['former friends=5 name']],
    ['back.example', ['back.example=8 domain']],
  ])('%s', (text, expected) => {
    expect(mentions(text, many)).toEqual(expected)
  })
})

describe('a part of a name', () => {
  const idsWith = (words: string, names = known) => names.withPart(words).map(({ domainId }) => domainId)

  it.each([
    ['晨光软件', ['10000041']],
    ['そらまめ', ['10000001']],
    ['㈱ソラマメ', ['10000001']],
    ['建設', ['10000001']],
    ['acme', ['10000021']],
    ['Acme Foods Inc', ['10000021']],
    ['north', ['10000022']],
    ['宏達', ['10000031']],
    ['해솔', ['10000011']],
    ['바다', ['10000012']],
    ['物流', ['10000044', '10000005']],
    ['solara mobility', ['10000051']],
    ['acm', []],
    ['field', ['10000024']],
    ['wind', []],
    ['ac', []],
    ['海', []],
    ['20', []],
    ['株式会社', []],
    ['有限公司', []],
    ['Co., Ltd.', []],
    ['', []],
    ['???', []],
    ['そらまめ電機', []],
  ])('%s', (words, expected) => {
    expect(idsWith(words)).toEqual(expected)
  })

  it('is in the order of the command, the gone last', () => {
    const order = ['Big Bluebird', 'Bird Song Ltd', 'Early Birds', 'Birdhouse', 'Bird', 'A Bird Inn']
    const customers = order.map((name, index) => ({ id: String(index + 1), name, isGone: name === 'Bird' }))
    expect(idsWith('bird', namesOf(customers))).toEqual(['4', '2', '6', '3', '5'])
  })

  it('that more than a few share tells nothing', () => {
    const customers = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: String(n + 1), name: `Harbor ${n + 100}` }))
    expect(idsWith('harbor', namesOf(customers(5)))).toHaveLength(5)
    expect(idsWith('harbor', namesOf(customers(6)))).toEqual([])
  })
})

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
    const begunAt = performance.now()
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
    expect(performance.now() - begunAt).toBeLessThan(3000)
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
