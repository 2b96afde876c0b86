import { describe, expect, it } from 'vitest'
import { foldDomain } from '../../src/directory/fold-domain.ts'
import { foldName } from '../../src/directory/fold-name.ts'

const textOf = (name: string) => foldName(name).text

describe('written alike', () => {
  it.each([
    ['case', 'ACME Corp', 'acme corp'],
    ['sharp s', 'Straße GmbH', 'STRASSE GMBH'],
    ['final sigma', 'Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['dotted capital I', 'İzmir', 'izmir'],
    ['accents', 'Café Zoë', 'cafe zoe'],
    ['ligature', 'Oﬃce', 'office'],
    ['full width', 'ＡＣＭＥ　１２３', 'acme 123'],
    ['half width katakana', 'ﾊﾞﾝﾀﾞｲﾔ', 'バンダイヤ'],
    ['kana', 'サクラ商会', 'さくら商会'],
    ['small kana', 'キャノピー', 'キヤノピー'],
    ['small kana', 'ディーラー', 'デイーラー'],
    ['voiced u', 'ヴィラ', 'ゔいら'],
    ['long vowel mark', 'サーバー工房', 'サーバ工房'],
    ['half width long vowel mark', 'ｻｰﾊﾞｰ工房', 'サーバ工房'],
    ['dash for a long vowel mark', 'サ―バ－工房', 'サーバー工房'],
    ['middle dot', 'ジョン・ドゥ', 'ジョンドゥ'],
    ['half width middle dot', 'ｼﾞｮﾝ･ﾄﾞｩ', 'ジョンドゥ'],
    ['dots and commas', 'Acme Co., Ltd.', 'acme co ltd'],
    ['spaces', '青空　物産', '青空物産'],
    ['brackets', '青空（東京）', '青空東京'],
    ['㈱', '㈱青空', '株式会社青空'],
    ['(株)', '青空(株)', '青空 株式会社'],
    ['（株）', '（株）青空', '株式会社 青空'],
    ['㈲', '㈲青空', '有限会社青空'],
    ['(同)', '(同)青空', '合同会社青空'],
    ['㈜', '㈜푸른하늘', '주식회사 푸른하늘'],
    ['(주)', '푸른하늘(주)', '푸른하늘 주식회사'],
    ['(유)', '(유)푸른하늘', '유한회사 푸른하늘'],
    ['decomposed Hangul', '푸른하늘'.normalize('NFD'), '푸른하늘'],
    ['decomposed kana', 'ガーデン'.normalize('NFD'), 'がーでん'],
    ['compatibility Han', '\ufa19社', '神社'],
    ['invisible characters', 'Ac\u200bme\u202e', 'acme'],
  ])('%s: %s, %s', (_what, one, other) => {
    expect(textOf(one)).toBe(textOf(other))
    expect(textOf(one)).not.toBe('')
  })
})

describe('written apart', () => {
  it.each([
    ['traditional and simplified', '學海', '学海'],
    ['voiced and unvoiced kana', 'がく', 'かく'],
    ['half voiced kana', 'ぱる', 'はる'],
    ['Hangul syllables', '하늘', '하는'],
    ['Han and kana of one reading', '青空', 'あおぞら'],
    ['Han one and a long vowel mark', '一番', 'ー番'],
    ['legal forms', '株式会社青空', '有限会社青空'],
    ['a bare first letter of a legal form', '株青空', '株式会社青空'],
  ])('%s: %s, %s', (_what, one, other) => {
    expect(textOf(one)).not.toBe(textOf(other))
  })
})

describe('parts of a name', () => {
  it.each([
    ['Acme Trading Corp', ['ACME', 'TRADING', 'CORP'], 'ACMETRADINGCORP'],
    ['㈱アオゾラ 東京', ['株式会社', 'あおぞら', '東京'], 'あおぞら東京'],
    ['青空(株)', ['青空', '株式会社'], '青空'],
    ['株式会社', ['株式会社'], ''],
    ['...', [], ''],
    ['', [], ''],
  ])('%s has the words %j and without its legal form %s', (name, words, core) => {
    const folded = foldName(name)
    const ends = [...folded.starts.slice(1), folded.text.length]
    expect(folded.starts.map((start, index) => folded.text.slice(start, ends[index]))).toEqual(words)
    expect(folded.core).toBe(core)
  })
})

describe('domains', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com'],
    ['青空.example', 'xn--grzr40d.example'],
    ['XN--GRZR40D.example', '青空.example'],
    ['bücher.example', 'BÜCHER.example'],
  ])('%s is %s', (one, other) => {
    expect(foldDomain(one)).toBe(foldDomain(other))
  })

  it.each(['', ' ', 'not a domain', 'a\u202eb', '%%%', 'http://青空'])('%j is no reason to fail', (text) => {
    expect(foldDomain(text)).toBeTypeOf('string')
  })
})
