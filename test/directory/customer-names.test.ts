import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import { known, mentions, namesOf } from './known-names.ts'

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
