import { describe, expect, it } from 'vitest'
import { locales } from '../../src/core/locale.ts'
import { greetingContent } from '../../src/lineworks/greeting.ts'
import { menuContent, menuLines } from '../../src/lineworks/menu.ts'
import type { SayIn } from '../../src/lineworks/say-in.ts'
import { say } from '../../src/text/speak.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'

const sayIn: SayIn = (key, locale, values) => say(key, { locale, zone: 'Asia/Tokyo' }, values)

describe('a greeting', () => {
  it.each([
    ['a direct room', false],
    ['a room of several', true],
  ])('in %s says in every language who speaks and how to ask', (_where, isGroup) => {
    const greeting = greetingContent({ name: 'Desk', isGroup, say: sayIn })
    expect(refereeContent(greeting)).toEqual([])
    expect(greeting.i18nContentTexts).toHaveLength(locales.length)
    for (const { contentText } of greeting.i18nContentTexts ?? []) {
      expect(contentText).toContain('Desk')
      expect(contentText).toContain('/customer 10000001')
      expect(contentText.includes('@Desk')).toBe(isGroup)
    }
    expect(new Set(greeting.i18nContentTexts?.map(({ contentText }) => contentText)).size).toBe(
      locales.length,
    )
  })

  it('has buttons in every language, whole', () => {
    const { actions } = greetingContent({ name: 'Desk', isGroup: false, say: sayIn })
    expect(actions.map(({ text, postback }) => [text, postback])).toEqual([
      ['/expiring', 'desk:open:1:expiring'],
      ['/language', 'desk:open:1:language'],
      ['/help', 'desk:open:1:help'],
    ])
    for (const { i18nLabels } of actions) {
      expect(i18nLabels).toHaveLength(locales.length)
      expect(i18nLabels?.filter(({ label }) => label.endsWith('…'))).toEqual([])
    }
  })

  it('bears a name that would mention everybody', () => {
    const name = '<m userId="all">'.repeat(100)
    expect(refereeContent(greetingContent({ name, isGroup: true, say: sayIn }))).toEqual([])
  })
})

describe('the persistent menu', () => {
  it('offers four lines, labelled in every language', () => {
    const { actions } = menuContent(menuLines, sayIn).content
    expect(actions.map(({ text, postback }) => [text, postback])).toEqual([
      ['/expiring', 'desk:open:1:expiring'],
      ['/expiring mine', 'desk:open:1:expiring mine'],
      ['/language', 'desk:open:1:language'],
      ['/help', 'desk:open:1:help'],
    ])
    expect(actions[0]?.i18nLabels).toEqual([
      { language: 'ja_JP', label: 'まもなく終了するもの' },
      { language: 'ko_KR', label: '곧 종료되는 항목' },
      { language: 'en_US', label: 'What ends soon' },
      { language: 'zh_TW', label: '即將到期的項目' },
      { language: 'zh_CN', label: '即将到期的项目' },
    ])
  })

  it('of five lines is refused', () => {
    expect(() => menuContent([...menuLines, { line: 'help', label: 'menu.help' }], sayIn)).toThrow(
      'a persistent menu takes 4 buttons, not 5',
    )
  })
})
