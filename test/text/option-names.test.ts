import { describe, expect, it } from 'vitest'
import { locales } from '../../src/core/locale.ts'
import { optionIds, subOptionIdsByOption } from '../../src/core/option.ts'
import { code } from '../../src/core/phrase.ts'
import { localeFiles } from '../../src/text/locale-files.ts'
import { findOption } from '../../src/text/option-names.ts'
import { sayPhrase } from '../../src/text/speak.ts'

describe('an option is found', () => {
  it.each([
    ['DRV', 'DRV'],
    ['drv', 'DRV'],
    ['ＤＲＶ', 'DRV'],
    ['drv_ps_t', 'DRV'],
    ['SSTG', 'SSTG'],
    ['sstg203', 'SSTG2'],
    ['QTA_O1', 'QTA_O1'],
    ['Drive', 'DRV'],
    ['drive plus (for std)', 'DRV'],
    ['Archive (Talk)', 'ACV2'],
    ['archive talk', 'ACV2'],
    ['ARCHIVE（MAIL）', 'ACV3'],
    ['アーカイブ(トーク)', 'ACV2'],
    ['アーカイブ（トーク）', 'ACV2'],
    ['ｱｰｶｲﾌﾞ ﾄｰｸ', 'ACV2'],
    ['追加ストレージ', 'SSTG2'],
    ['追加ストレージ（１０ＴＢ）', 'SSTG2'],
    ['アドレス帳登録数拡張', 'BCT'],
    ['ドライブ', 'DRV'],
    ['共有ストレージ', 'SSTG2'],
    ['連絡先拡張', 'BCT'],
    ['トークアーカイブ', 'ACV2'],
    ['드라이브', 'DRV'],
    ['메시지 아카이빙', 'ACV2'],
    ['메시지아카이빙', 'ACV2'],
    ['訊息封存', 'ACV2'],
    ['加購共用容量 100 TB', 'SSTG2'],
    ['消息归档', 'ACV2'],
    ['标准版 Drive Plus（DRV_PS）', 'DRV'],
  ])('%s', (text, option) => {
    expect(findOption(text)).toBe(option)
  })

  it.each(locales)('by every name in %s, as it is and as answers show it', (locale) => {
    const reader = { locale, zone: 'Asia/Tokyo' }
    const names = localeFiles[locale].code
    for (const id of optionIds) {
      expect([id, findOption(names.option[id])]).toEqual([id, id])
      expect([id, findOption(sayPhrase(code('option', id), reader))]).toEqual([id, id])
      for (const sub of subOptionIdsByOption[id]) {
        expect([sub, findOption(names.subOption[sub])]).toEqual([sub, id])
        expect([sub, findOption(sayPhrase(code('subOption', sub), reader))]).toEqual([sub, id])
      }
    }
  })
})

it.each(['', ' ', '()', 'archive', 'DRV2', 'drive for nobody', 'constructor', '{{count}}', 'D R V 9'])(
  'nothing is named by %j',
  (text) => {
    expect(findOption(text)).toBeUndefined()
  },
)
