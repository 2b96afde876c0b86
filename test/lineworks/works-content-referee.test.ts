import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/lineworks/content.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'

const action = (more: object = {}) => ({
  type: 'message',
  label: 'Go',
  text: '/help',
  postback: 'desk:open:1:help',
  ...more,
})
const flexText = (text: string, more: object = {}) => ({ type: 'text', text, wrap: true, ...more })
const box = (contents: unknown, more: object = {}) => ({ type: 'box', layout: 'vertical', contents, ...more })
const bubble = (more: object = {}) => ({
  type: 'bubble',
  size: 'mega',
  body: box([flexText('words')]),
  ...more,
})
const flex = (contents: object, more: object = {}) => ({ type: 'flex', altText: 'words', contents, ...more })
const carousel = (contents: unknown) => flex({ type: 'carousel', contents })
const text = (more: object = {}) => ({ type: 'text', text: 'words', ...more })
const template = (more: object = {}) => ({
  type: 'button_template',
  contentText: 'words',
  actions: [action()],
  ...more,
})
const replies = (items: unknown) => text({ quickReply: { items } })
const inFlex = (...components: unknown[]) => flex(bubble({ body: box(components) }))
const times = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of)
const nested = (depth: number): object => (depth === 1 ? box([flexText('deep')]) : box([nested(depth - 1)]))
const i18n = (language: string, more: object) => ({ language, ...more })

const valid: readonly (readonly [name: string, content: object])[] = [
  ['a text', text({ i18nTexts: [i18n('ja_JP', { text: '本文' }), i18n('ko_KR', { text: '본문' })] })],
  ['the longest text', text({ text: 'x'.repeat(2000) })],
  ['a bubble', flex(bubble({ footer: box([{ type: 'button', action: action(), color: '#1d3b2f' }]) }))],
  ['ten bubbles', carousel(times(10, bubble()))],
  ['a long text in flex', inFlex(flexText('x'.repeat(5000)))],
  [
    'a template',
    template({ actions: times(10, action({ i18nLabels: [i18n('zh_TW', { label: '說明' })] })) }),
  ],
  ['thirteen quick replies', replies(times(13, { action: action() }))],
  [
    'a postback with what would be a mention elsewhere',
    template({ actions: [action({ postback: '<m userId="all">' })] }),
  ],
  ['a comparison', text({ text: '1 < 2, a<b, <n userId="all">' })],
]

const mutants: readonly (readonly [name: string, content: object])[] = [
  ['an unknown type', { type: 'sparkle', text: 'words' }],
  ['an unknown key', text({ colour: 'red' })],
  ['a text that is none', { type: 'text' }],
  ['an unknown component', inFlex({ type: 'image', url: 'https://example.com/a.png' })],
  ['an unknown key in flex', inFlex(flexText('words', { bold: true }))],
  ['an unknown size', inFlex(flexText('words', { size: 'huge' }))],
  ['an unknown language', text({ i18nTexts: [i18n('fr_FR', { text: 'mots' })] })],
  ['a postback action', template({ actions: [{ type: 'postback', label: 'Go', data: 'x' }] })],
  ['a text of 2,001', text({ text: 'x'.repeat(2001) })],
  ['a translation of 2,001', text({ i18nTexts: [i18n('ja_JP', { text: 'x'.repeat(2001) })] })],
  ['a text of 1,001 emoji, 2,002 units', text({ text: '😀'.repeat(1001) })],
  ['half an emoji', text({ text: '\ud83d' })],
  ['an empty text', text({ text: '' })],
  ['a blank text in flex', inFlex(flexText(' '))],
  ['an alternative of 401', flex(bubble(), { altText: 'x'.repeat(401) })],
  [
    'a translated alternative of 401',
    flex(bubble(), { i18nAltTexts: [i18n('ja_JP', { altText: 'x'.repeat(401) })] }),
  ],
  ['an empty alternative', flex(bubble(), { altText: '' })],
  ['a label of 21', replies([{ action: action({ label: 'x'.repeat(21) }) }])],
  [
    'a translated label of 21',
    template({ actions: [action({ i18nLabels: [i18n('en_US', { label: 'x'.repeat(21) })] })] }),
  ],
  ['a button that says 301', replies([{ action: action({ text: 'x'.repeat(301) }) }])],
  ['a postback of 1,001', replies([{ action: action({ postback: 'x'.repeat(1001) }) }])],
  ['a template of 1,001', template({ contentText: 'x'.repeat(1001) })],
  [
    'a translated template of 1,001',
    template({ i18nContentTexts: [i18n('ja_JP', { contentText: 'x'.repeat(1001) })] }),
  ],
  ['eleven buttons', template({ actions: times(11, action()) })],
  ['a template without buttons', template({ actions: [] })],
  ['fourteen quick replies', replies(times(14, { action: action() }))],
  ['no quick replies', replies([])],
  ['a language twice', text({ i18nTexts: times(2, i18n('ja_JP', { text: '本文' })) })],
  ['eleven bubbles', carousel(times(11, bubble()))],
  ['no bubbles', carousel([])],
  ['bubbles of two sizes', carousel([bubble(), bubble({ size: 'kilo' })])],
  ['an empty bubble', flex({ type: 'bubble' })],
  ['an empty box', inFlex(box([]))],
  ['a button on a baseline', inFlex(box([{ type: 'button', action: action() }], { layout: 'baseline' }))],
  ['15 KB of three bytes a character', inFlex(flexText('あ'.repeat(5000)))],
  ['eleven boxes in each other', flex(bubble({ body: nested(11) }))],
  ['a text that does not wrap', inFlex({ type: 'text', text: 'words' })],
  ['a colour by name', inFlex(flexText('words', { color: 'red' }))],
  ['a mention', text({ text: 'Dear <m userId="all">' })],
  ['a mention in flex', inFlex(flexText('<M USERID="x">'))],
  ['a mention in an alternative', flex(bubble(), { altText: '< m userId="all">' })],
  ['a mention in a label', replies([{ action: action({ label: '<m userId="all">' }) }])],
  ['a mention at full width', text({ text: '＜ｍ userId="all"＞' })],
  ['a mention split by what is not seen', text({ text: '<\u200cm userId="all">' })],
]

describe('the referee of LINE WORKS messages', () => {
  it.each(valid)('passes %s', (_name, content) => {
    expect(refereeContent(content as Content)).toEqual([])
  })

  it.each(mutants)('refuses %s', (_name, content) => {
    expect(refereeContent(content as Content)).toHaveLength(1)
  })
})
