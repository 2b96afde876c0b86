import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../../src/core/customer.ts'
import { decide } from '../../../src/core/question/decide.ts'
import { processorMsOf } from '../../helpers/processor-time.ts'
import { idsOf, understand } from '../../questions/understanding.ts'

const acme = '10000021' as DomainId

function heard(text: string, topics: readonly DomainId[] = []): string {
  return decide(understand(text), { isAddressed: false, topics }).kind
}

describe('what is asked', () => {
  it.each([
    ['when does the trial of 10000001 end?', ['trial'], []],
    ['10000001 trial days left', ['trial'], []],
    ['Acme: plan, end date and admin?', ['plan', 'period', 'contact'], []],
    ['Drive?', ['options'], ['DRV']],
    ['when does Drive end?', ['period'], ['DRV']],
    ['is the archive of Acme renewed?', ['renewal'], ['ACV2', 'ACV3']],
    ['Acme DRV_PS', ['options'], ['DRV']],
    ['does Acme have Drive and when does it end?', ['period', 'options'], ['DRV']],
    ['time zone of Acme, and what phone number we have', ['localTime', 'contact'], []],
    ['海蓝科技账户设置的是哪个时区', ['localTime'], []],
    ['そらまめさんのアカウントの管理者は？', ['contact'], []],
    ['海蓝科技有几个账号，管理员是谁', ['licenses', 'contact'], []],
    ['对接人刚在微信上问我，海蓝科技的网盘还有几天', ['daysLeft'], ['DRV']],
    ['has Acme got CX Talk?', ['options'], ['CST_S', 'CST_M', 'CST_L']],
    ['Acme CX Talk M', ['options'], ['CST_M']],
    ['Acme option changes booked?', ['scheduled'], []],
    ['Acme contract?', ['plan', 'period'], []],
    ['そらまめさんのライセンス数とMX', ['licenses', 'domain'], []],
    ['アドレス帳拡張はいつまで', ['period'], ['BCT']],
    ['連絡先は？', ['contact'], []],
    ['ドライブ、トライアルの残り日数', ['trial'], ['DRV']],
    ['몇 명이 쓰고 있어요?', ['licenses'], []],
    ['몇명이 쓰고있어요?', ['licenses'], []],
    ['到期後會怎麼處理？', ['renewal'], []],
    ['还剩多少天', ['daysLeft'], []],
    ['契約期間はあとどれくらい？', ['daysLeft'], []],
    ['契約期間と残り日数は？', ['period', 'daysLeft'], []],
    ['기간이 끝나면 자동으로 연장되나요?', ['renewal'], []],
    ['요금제 뭐 써요?', ['plan'], []],
    ['買了哪些？', ['options'], []],
    ['買了哪些封存？會自動續約嗎？', ['options', 'renewal'], ['ACV2', 'ACV3']],
    ['有没有开通网盘？', ['options'], ['DRV']],
    ['网盘什么时候开通的？', ['period'], ['DRV']],
    ['目前签的是哪个版本？', ['plan'], []],
    ['解約とか増量の予約ある？', ['scheduled'], []],
    ['更新と予約は？', ['renewal', 'scheduled'], []],
    ['有預約減少授權嗎？', ['scheduled'], []],
    ['CX Talk L 預約取消了嗎？', ['scheduled'], ['CST_L']],
    ['Acme started a Drive trial. Until when is the trial?', ['trial'], ['DRV']],
  ])('%s', (text, intents, options) => {
    const understood = understand(text)
    expect({ intents: understood.intents, options: understood.options }).toEqual({ intents, options })
  })

  it('reads past what was told before the question, and past what others said', () => {
    expect(understand('Acme called about their renewal. What is their plan?').intents).toEqual(['plan'])
    expect(understand('お客様から「更新されますか」と聞かれました。Acme Foodsのプランは？').intents).toEqual([
      'plan',
    ])
    expect(understand('管理者から電話がありました。Acme FoodsのMXは？').intents).toEqual(['domain'])
    expect(understand('永信的管理員打來問方案').intents).toEqual(['plan'])
    expect(understand('「解約したい」とお電話をいただきました。プランは？').intents).toEqual(['plan'])
    expect(understand('> trial?\nAcme Foods: licenses?').intents).toEqual(['licenses'])
    expect(understand('Acme Foods `trial` licenses? ```renewal```').intents).toEqual(['licenses'])
  })

  it.each([
    ['10000001 subscritpion expiartion date?', ['period']],
    ['10000001 lisenses?', ['licenses']],
    ['10000001 ライセス数は？', ['licenses']],
    ['10000001 라이센스 언재까지', ['period', 'licenses']],
    ['１００００００１　ｐｌａｎ？', ['plan']],
    ['10000001 ﾌﾟﾗﾝは？', ['plan']],
    ['10000001 trail?', ['trial']],
    ['10000001 seast?', ['licenses']],
    ['10000001 lpan?', []],
    ['furious about 10000001', []],
  ])('%s, mistyped', (text, intents) => {
    expect(understand(text).intents).toEqual(intents)
  })

  it.each(['planet?', 'ドライブスルーは？', 'プランターある？', 'trialogue', 'MXN'])(
    '%s is another word',
    (text) => {
      const { intents, options } = understand(text)
      expect([...intents, ...options]).toEqual([])
    },
  )
})

describe('who is meant', () => {
  it.each([
    ['acme trial end', ['10000021']],
    ['そらまめさんと山田商店さんのプランは？', ['10000001', '10000002']],
    ['宏達跟永信的合約', ['10000031', '10000034']],
    ['미래로 메모', ['10000015']],
    ['日出科技和福爾摩沙分別還有多少天', ['10000032', '10000033']],
    ['Northwnd plan?', ['10000022']],
    ['see https://hailan.cn/docs?x=1 域名验证了吗', ['10000042']],
    ['nobody plan', []],
  ])('%s', (text, ids) => {
    expect(idsOf(text)).toEqual(ids)
  })

  it('answers nobody unasked by a misspelt name', () => {
    expect(heard('Northwind plan?')).toBe('answer')
    expect(heard('Northwnd plan?')).toBe('silence')
  })

  it.each([
    ['10009999 plan?', ['10009999']],
    ['plan of id:10009999?', ['10009999']],
    ['10009999のプランは？', ['10009999']],
    ['plan 4611686018427380000', ['4611686018427380000']],
    ['plan 012345678', []],
    ['order 40018823 plan', []],
    ['注文番号 40018823 の件', []],
    ['#40018823', []],
    ['INC-10000219', []],
    ['03-5555-0142', []],
    ['+81355550142', []],
    ['20260101 plan', []],
    ['12345 plan', []],
  ])('%s: numbers that no customer has', (text, ids) => {
    expect(understand(text).unknownIds).toEqual(ids)
  })
})

describe('the language', () => {
  it.each([
    ['10000001 trial', 'en'],
    ['海蓝科技有网盘吗？到期日是哪天？', 'zh-CN'],
    ['10000001 DRV', undefined],
    ['10000001?', undefined],
    ['そらまめさん trial', 'ja'],
    ['10000001 プラン', 'ja'],
    ['Acme Foods 요금제', 'ko'],
    ['what is the plan of 株式会社そらまめ建設?', 'en'],
    ['宏達的合約什麼時候到期', 'zh-TW'],
    ['晨光的合同什么时候到期', 'zh-CN'],
    ['해솔전자 plan', 'en'],
    ['', undefined],
  ])('%s', (text, locale) => {
    expect(understand(text).locale).toBe(locale)
  })
})

describe('whether it asks', () => {
  it.each([
    ['10000021 renewal', 'surely'],
    ['Acme Foods のトライアルはいつまで？', 'surely'],
    ['Acme Foodsのトライアル、延長しておきました', 'no'],
    ['did anyone send Acme Foods the renewal quote?', 'no'],
    ['誰か Acme Foods さんに更新の案内メール出しました？', 'no'],
    ['which plan would you recommend to Acme Foods?', 'no'],
    ['can you renew Acme Foods?', 'no'],
    ['can somebody tell Acme Foods when the trial ends?', 'no'],
    ['把到期日告诉海蓝科技', 'no'],
    ['跟海蓝科技说一下合同什么时候到期', 'no'],
    ['Acme Foods platypus plan?', 'maybe'],
    ['how long is a trial?', 'maybe'],
  ])('%s: %s', (text, asks) => {
    expect(understand(text).asks).toBe(asks)
  })

  it('takes up a thread only where it is pointed to', () => {
    expect(heard('and their options?', [acme])).toBe('answer')
    expect(heard('MX?', [acme])).toBe('answer')
    expect(heard("what's the plan?", [acme])).toBe('silence')
    expect(heard('what time is it?', [acme])).toBe('silence')
  })

  it.each([
    '',
    '   ',
    'thanks!',
    'ありがとうございます！',
    '감사합니다~',
    '謝謝',
    '好的谢谢',
    '🙏',
    '。',
    'ok 👍',
    ':tada:',
  ])('“%s” is idle', (text) => {
    expect(understand(text)).toMatchObject({ isIdle: true, isBare: false })
  })

  it.each(['10000021', 'acme?', 'Acme Foods please', '10009999', '@ 10000021 さん'])('%s is bare', (text) => {
    expect(understand(text)).toMatchObject({ isBare: true, isIdle: false })
  })

  it.each(['banana', 'trial', 'どう思う？'])('%s is neither', (text) => {
    expect(understand(text)).toMatchObject({ isBare: false, isIdle: false })
  })

  it('keeps what it cannot explain, as it was written', () => {
    expect(understand('Globex plan?').unexplained).toBe('Globex')
    expect(understand('フタバ運輸さんのプランは？').unexplained).toBe('フタバ運輸')
  })
})

describe('hostile text', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['one letter', 'a'],
    ['emoji', '👩‍👩‍👧‍👦🎂🇯🇵'],
    ['a broadcast', '<!channel> <!here|here> <@U0123> <#C0123|general>'],
    ['marks of direction', '\u202e\u200f10000021\u2066 plan\u2069?'],
    ['control characters', '10000021\u0000\u0007\u001b[31m plan?'],
    ['half a surrogate pair', '\ud83d 10000021 plan \udc00?'],
    ['joined letters', 'か\u3099い\u200d'.repeat(50)],
    ['open quotation marks', '「「「"""‘‘‘(((10000021 plan?'],
    ['open code', '```10000021 plan?'],
  ]

  it.each(hostile)('%s', (_, text) => {
    const understood = understand(text)
    expect(understood.unexplained.length).toBeLessThanOrEqual(text.length)
  })

  it('is understood where a question hides in it', () => {
    expect(understand('\u202e\u200f10000021\u2066 plan\u2069?').intents).toEqual(['plan'])
    expect(understand('10000021\u0000 pl\u0007an?').intents).toEqual(['plan'])
    expect(understand('<!channel> 10000021 plan?').intents).toEqual(['plan'])
    expect(understand('```10000021 plan?')).toMatchObject({ isIdle: true })
  })

  it.each([
    ['one letter', 'a'.repeat(5000)],
    ['words', 'days left until the trial ends '.repeat(161)],
    ['kana', 'のかのか'.repeat(1250)],
    ['katakana', 'プラン'.repeat(1666)],
    ['Han', '還有幾天到期'.repeat(833)],
    ['Hangul', '언제까지예요'.repeat(833)],
    ['customers', '10000021 '.repeat(555)],
    ['digits', '1234567 '.repeat(625)],
    ['spaces', `a${' '.repeat(4998)}b`],
    ['joiners', `plan${'-'.repeat(4990)}plan`],
    ['quotes', '「'.repeat(5000)],
    ['angles', '<!'.repeat(2500)],
    ['backticks', '`'.repeat(5000)],
  ])('5,000 characters of %s take no time to speak of', (_, text) => {
    understand(text)
    expect(processorMsOf(() => understand(text))).toBeLessThan(150)
  })
})
