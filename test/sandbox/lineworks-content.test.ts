import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deskRoom, type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'

type Json = Readonly<Record<string, unknown>>

let desk: LineWorksDesk

beforeAll(async () => {
  desk = await startLineWorksDesk({ rateLimit: 10_000 })
})
afterAll(() => desk.close())
beforeEach(() => desk.sandbox.control('reset', {}))

const x = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)

const url = 'https://example.com/a.png'
const message = { type: 'message', label: 'Go', text: '/go' }
const postback = { type: 'postback', label: 'Go', data: 'go', displayText: 'Go' }
const uri = { type: 'uri', label: 'Go', uri: 'https://example.com/' }
const copy = { type: 'copy', label: 'Go', copyText: 'go' }

const text = (more: Json = {}) => ({ type: 'text', text: 'x', ...more })
const template = (more: Json = {}) => ({
  type: 'button_template',
  contentText: 'x',
  actions: [message],
  ...more,
})
const quick = (...actions: Json[]) => text({ quickReply: { items: actions.map((action) => ({ action })) } })
const flex = (contents: Json, more: Json = {}) => ({ type: 'flex', altText: 'x', contents, ...more })
const bubble = (more: Json = {}) => ({ type: 'bubble', body: box([{ type: 'text', text: 'x' }]), ...more })
const box = (contents: Json[], more: Json = {}) => ({ type: 'box', layout: 'vertical', contents, ...more })
const inBody = (...components: Json[]) => flex(bubble({ body: box(components) }))
const button = (action: Json, more: Json = {}) => ({ type: 'button', action, ...more })
const variant = (language: string, field: string, words: string) => ({ language, [field]: words })
const mention = (id: string) => `<m userId="${id}">`

/** A bubble whose JSON has as many bytes. */
function bubbleOf(bytes: number): Json {
  const of = (contents: Json[]) => bubble({ body: box(contents) })
  const line = { type: 'text', text: x(1000) }
  const lines = times(Math.floor(bytes / 1100), line)
  const rest = bytes - Buffer.byteLength(JSON.stringify(of([...lines, { type: 'text', text: '' }])))
  return of([...lines, { type: 'text', text: x(rest) }])
}

const taken: [string, Json][] = [
  ['a text of 2,000 characters', text({ text: x(2000) })],
  ['a text in all languages', text({ i18nTexts: allLanguages('text', x(2000)) })],
  ['a quick reply of 13 buttons', quick(...times(13, message))],
  ['a quick reply of every kind', quick(message, postback, uri, copy, { type: 'camera', label: 'Go' })],
  ['50 mentions', text({ text: mention('a').repeat(50) })],
  [
    'the same mention in another language',
    text({ text: mention('a'), i18nTexts: [variant('ja_JP', 'text', `はい${mention('a')}`)] }),
  ],
  [
    'a button template of 10 buttons',
    template({ contentText: x(1000), actions: times(10, { ...message, label: x(20), text: x(300) }) }),
  ],
  ['a button without text', template({ actions: [{ type: 'message', label: 'Go', postback: x(1000) }] })],
  ['buttons that open and copy', template({ actions: [uri, copy] })],
  ['an alternative text of 400 characters', flex(bubble(), { altText: x(400) })],
  ['10 bubbles', flex({ type: 'carousel', contents: times(10, bubble({ size: 'micro' })) })],
  ['the usual size beside none', flex({ type: 'carousel', contents: [bubble(), bubble({ size: 'mega' })] })],
  ['15,000 bytes of flex', flex(bubbleOf(15_000))],
  [
    'every component',
    inBody(
      box(
        [
          { type: 'icon', url },
          { type: 'text', text: 'x', flex: 0 },
        ],
        { layout: 'baseline' },
      ),
      { type: 'text', contents: [{ type: 'span', text: 'x', weight: 'bold' }], wrap: true, color: '#112233' },
      { type: 'image', url, size: 'full', aspectRatio: '20:13' },
      { type: 'separator', margin: 'md' },
      button(message, { style: 'primary', height: 'sm' }),
    ),
  ],
  ['a picture as hero', flex(bubble({ hero: { type: 'image', url } }))],
  ['a sticker', { type: 'sticker', packageId: '1', stickerId: '3' }],
  ['an image', { type: 'image', originalContentUrl: url, previewImageUrl: url }],
  ['a file', { type: 'file', fileId: 'jp1.123' }],
  ['a link', { type: 'link', contentText: 'x', linkText: 'x', link: 'https://example.com/' }],
  ['audio', { type: 'audio', originalContentUrl: url }],
  ['a video', { type: 'video', fileId: 'jp1.123' }],
  ['a location', { type: 'location', title: 'x', address: 'x', latitude: 35.6, longitude: 139.7 }],
  [
    'a list template',
    {
      type: 'list_template',
      elements: times(4, { title: 'x', action: uri }),
      actions: times(2, [message, uri]),
    },
  ],
  ['a carousel', { type: 'carousel', columns: times(10, { text: 'x', actions: [postback, message] }) }],
  [
    'an image carousel',
    { type: 'image_carousel', columns: times(10, { originalContentUrl: url, action: postback }) },
  ],
]

const refused: [string, Json][] = [
  ['no content type', { text: 'x' }],
  ['an unknown type', { type: 'imagemap', text: 'x' }],
  ['an undocumented property', text({ thread: '1' })],
  ['an empty text', text({ text: '' })],
  ['a text that is none', text({ text: 1 })],
  ['a text of 2,001 characters', text({ text: x(2001) })],
  ['a variant of 2,001 characters', text({ i18nTexts: [variant('ja_JP', 'text', x(2001))] })],
  ['a language that is not known', text({ i18nTexts: [variant('th_TH', 'text', 'x')] })],
  ['a language with a hyphen', text({ i18nTexts: [variant('ja-JP', 'text', 'x')] })],
  ['a language twice', text({ i18nTexts: times(2, variant('ja_JP', 'text', 'x')) })],
  ['51 mentions', text({ text: mention('a').repeat(51) })],
  [
    'another mention in another language',
    text({ text: mention('a'), i18nTexts: [variant('ja_JP', 'text', mention('b'))] }),
  ],
  [
    'a mention in the main language alone',
    template({ contentText: mention('all'), i18nContentTexts: [variant('ja_JP', 'contentText', 'x')] }),
  ],
  ['14 quick replies', quick(...times(14, message))],
  ['no quick reply', quick()],
  ['a quick reply without text', quick({ type: 'message', label: 'Go' })],
  ['a quick reply that shows nothing', quick({ type: 'postback', label: 'Go', data: 'go' })],
  ['data of 301 characters', quick({ ...postback, data: x(301) })],
  ['a button template without words', template({ contentText: '' })],
  ['a button template of 1,001 characters', template({ contentText: x(1001) })],
  ['11 buttons', template({ actions: times(11, message) })],
  ['no button', template({ actions: [] })],
  ['a label of 21 characters', template({ actions: [{ ...message, label: x(21) }] })],
  ['no label', template({ actions: [{ type: 'message', text: '/go' }] })],
  [
    'a label of 21 characters in another language',
    template({ actions: [{ ...message, i18nLabels: [variant('ja_JP', 'label', x(21))] }] }),
  ],
  ['a button that says 301 characters', template({ actions: [{ ...message, text: x(301) }] })],
  ['a postback of 1,001 characters', template({ actions: [{ ...message, postback: x(1001) }] })],
  ['an undocumented property of a button', template({ actions: [{ ...message, data: 'x' }] })],
  ['a postback action in a button template', template({ actions: [postback] })],
  ['a camera in a button template', template({ actions: [{ type: 'camera', label: 'Go' }] })],
  ['an address of another kind', template({ actions: [{ ...uri, uri: 'javascript:alert(1)' }] })],
  ['a postback action in flex', inBody(button(postback))],
  ['a flex button without text', inBody(button({ type: 'message', label: 'Go' }))],
  ['a flex button with a label of 21 characters', inBody(button({ ...message, label: x(21) }))],
  ['a postback action behind a box', inBody(box([{ type: 'text', text: 'x' }], { action: postback }))],
  ['flex without an alternative text', { type: 'flex', contents: bubble() }],
  ['an alternative text of 401 characters', flex(bubble(), { altText: x(401) })],
  [
    'an alternative text of 401 characters in another language',
    flex(bubble(), { i18nAltTexts: [variant('ja_JP', 'altText', x(401))] }),
  ],
  ['11 bubbles', flex({ type: 'carousel', contents: times(11, bubble()) })],
  ['no bubble', flex({ type: 'carousel', contents: [] })],
  ['bubbles of two sizes', flex({ type: 'carousel', contents: [bubble(), bubble({ size: 'giga' })] })],
  ['a size that LINE alone knows', flex(bubble({ size: 'deca' }))],
  ['an empty bubble', flex({ type: 'bubble' })],
  ['15,001 bytes of flex', flex(bubbleOf(15_001))],
  ['an unknown component', inBody({ type: 'filler' })],
  ['an unknown property of a component', inBody({ type: 'text', text: 'x', lineSpacing: '2px' })],
  ['an empty text in flex', inBody({ type: 'text', text: '' })],
  ['an empty span', inBody({ type: 'text', contents: [{ type: 'span', text: '' }] })],
  ['an empty text deep in flex', inBody(box([box([{ type: 'text', text: '' }])]))],
  ['a text without text', inBody({ type: 'text', wrap: true })],
  ['an empty box', inBody(box([]))],
  ['an icon outside a baseline', inBody({ type: 'icon', url })],
  ['a button on a baseline', inBody(box([button(message)], { layout: 'baseline' }))],
  ['an unknown layout', inBody(box([{ type: 'text', text: 'x' }], { layout: 'grid' }))],
  ['an unknown style', inBody(button(message, { style: 'danger' }))],
  ['a colour that is none', inBody({ type: 'text', text: 'x', color: 'red' })],
  ['a picture without https', inBody({ type: 'image', url: 'http://example.com/a.png' })],
  ['a text as hero', flex(bubble({ hero: { type: 'text', text: 'x' } }))],
  ['a sticker without its package', { type: 'sticker', stickerId: '3' }],
  ['a file without an address or id', { type: 'file' }],
  ['a link without an address', { type: 'link', contentText: 'x', linkText: 'x' }],
  ['a location without a place', { type: 'location', title: 'x', address: 'x' }],
  ['a list of 5 elements', { type: 'list_template', elements: times(5, { title: 'x' }) }],
  [
    'a list with three buttons in a row',
    { type: 'list_template', elements: [{ title: 'x' }], actions: [times(3, message)] },
  ],
  ['a postback action in a list', { type: 'list_template', elements: [{ title: 'x', action: postback }] }],
  ['11 columns', { type: 'carousel', columns: times(11, { text: 'x', actions: [message] }) }],
  [
    'columns of different numbers of buttons',
    {
      type: 'carousel',
      columns: [
        { text: 'x', actions: [message] },
        { text: 'x', actions: [message, message] },
      ],
    },
  ],
  [
    'a title on one column alone',
    {
      type: 'carousel',
      columns: [
        { title: 'x', text: 'x', actions: [message] },
        { text: 'x', actions: [message] },
      ],
    },
  ],
  [
    'a picture on one column alone',
    {
      type: 'carousel',
      columns: [
        { originalContentUrl: url, text: 'x', actions: [message] },
        { text: 'x', actions: [message] },
      ],
    },
  ],
  [
    'a label of 13 characters in an image carousel',
    { type: 'image_carousel', columns: [{ fileId: '1', action: { ...message, label: x(13) } }] },
  ],
]

const post = (body: unknown) => desk.bot(`channels/${deskRoom}/messages`, body)

describe('is taken as it is', () => {
  it.each(taken)('%s', async (_what, content) => {
    const answer = await post({ content })
    expect([answer.status, await answer.text()]).toEqual([201, ''])
    expect((await desk.messages()).map(({ payload }) => payload)).toEqual([content])
  })
})

describe('is refused, and not said', () => {
  it.each(refused)('%s', async (_what, content) => {
    const answer = await post({ content })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ code: 'INVALID_PARAMETER', description: expect.any(String) })
    expect(await desk.messages()).toEqual([])
  })

  it.each([
    ['a body without content', {}],
    ['a property beside the content', { content: text(), accountId: 'x' }],
    ['a body that is no object', [text()]],
  ])('%s', async (_what, body) => {
    expect((await post(body)).status).toBe(400)
  })
})

it('a refusal says where the fault is', async () => {
  const answer = await post({ content: template({ actions: [message, { ...message, label: x(21) }] }) })
  const { description } = (await answer.json()) as { description: string }
  expect(description).toContain('content.actions[1].label: ')
})

function allLanguages(field: string, words: string): Json[] {
  return ['ja_JP', 'ko_KR', 'en_US', 'zh_TW', 'zh_CN'].map((language) => variant(language, field, words))
}
