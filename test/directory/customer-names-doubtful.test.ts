import { describe, expect, it } from 'vitest'
import { known, mentions, namesOf } from './known-names.ts'

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
