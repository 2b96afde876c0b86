import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { Content } from '../../src/lineworks/content.ts'
import { schemaOfType } from './schema-of-type.ts'

const contentFile = join(import.meta.dirname, '../../src/lineworks/content.ts')
// It imports nothing, so that the schema comes from it alone.
const schema = await schemaOfType('Content', contentFile, [contentFile])

const hasShape = new Ajv({ strict: false }).compile<Content>(schema)

/** UTF-16 units. https://developers.worksmobile.com/en/docs/bot-send-content and the pages beside it */
const textLimits: Readonly<Record<string, number>> = {
  'text.text': 2000,
  'i18nTexts.text': 2000,
  'flex.altText': 400,
  'i18nAltTexts.altText': 400,
  'button_template.contentText': 1000,
  'i18nContentTexts.contentText': 1000,
  'message.label': 20,
  'i18nLabels.label': 20,
  'message.text': 300,
  'message.postback': 1000,
}

const flexBytes = 15_000
const bubblesAtMost = 10
const quickRepliesAtMost = 13
const templateButtonsAtMost = 10
/** LINE WORKS names no bound; LINE, where flex comes from, refuses deeper ones. */
const nestedBoxesAtMost = 10

type Json = { readonly [key: string]: unknown }

/** What LINE WORKS would refuse, or people would miss, in a message; empty for a valid one. */
export function refereeContent(content: Content): string[] {
  if (!hasShape(content)) return [`not of the shape of a message: ${hasShape.errors?.[0]?.instancePath}`]
  const problems: string[] = []
  const check = (isWell: boolean, problem: string) => {
    if (!isWell) problems.push(problem)
  }
  for (const { path, key, text } of textsIn(content, kindOf(content))) {
    const limit = textLimits[key] ?? Number.POSITIVE_INFINITY
    check(text.length <= limit, `${path}: ${text.length} characters`)
    check(text.isWellFormed(), `${path}: half a character`)
    check(/\S/.test(text), `${path}: nothing to see`)
    // A postback is not shown, and has to come back as it was.
    check(key === 'message.postback' || !mayMention(text), `${path}: a mention`)
  }
  for (const { layout, contents } of objectsIn(content)) {
    const types = Array.isArray(contents) ? contents.map(({ type }: Json) => type) : []
    check(!layout || types.length > 0, 'an empty box')
    check(layout !== 'baseline' || types.every((type) => type === 'text'), 'a baseline of other than text')
  }
  for (const { type, color } of objectsIn(content)) {
    check(typeof color !== 'string' || /^#[0-9a-f]{6}$/i.test(color), `${type}: colour ${color}`)
  }
  for (const languages of languageLists(content)) {
    check(new Set(languages).size === languages.length, 'a language twice')
  }
  const items = content.quickReply?.items
  check(!items || items.length > 0, 'no quick replies in their place')
  check(!items || items.length <= quickRepliesAtMost, `${items?.length} quick replies`)
  if (content.type === 'button_template') {
    check(content.actions.length > 0, 'a template without buttons')
    check(content.actions.length <= templateButtonsAtMost, `${content.actions.length} buttons`)
  }
  if (content.type === 'flex') {
    const { contents } = content
    const bubbles = contents.type === 'carousel' ? contents.contents : [contents]
    const bytes = Buffer.byteLength(JSON.stringify(contents))
    check(bytes <= flexBytes, `${bytes} bytes of flex`)
    check(bubbles.length > 0, 'a carousel without bubbles')
    check(bubbles.length <= bubblesAtMost, `${bubbles.length} bubbles`)
    check(new Set(bubbles.map(({ size = 'mega' }) => size)).size <= 1, 'bubbles of several sizes')
    check(
      bubbles.every(({ header, body, footer }) => header || body || footer),
      'an empty bubble',
    )
    check(boxDepth(contents) <= nestedBoxesAtMost, 'boxes nested too deep')
    check(
      [...objectsIn(contents)].every(({ type, wrap }) => type !== 'text' || wrap === true),
      'a text of one line',
    )
  }
  return problems
}

/** All texts, by what they belong to: the type of their object, or the name of their list. */
function* textsIn(
  value: object,
  owner: string,
  path = '',
): Generator<{ path: string; key: string; text: string }> {
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}/${name}`
    if (typeof inner === 'string' && !['type', 'language'].includes(name)) {
      yield { path: here, key: `${owner}.${name}`, text: inner }
    }
    if (typeof inner !== 'object' || inner === null) continue
    if (Array.isArray(inner)) {
      for (const [index, item] of inner.entries())
        yield* textsIn(item, kindOf(item) || name, `${here}/${index}`)
    } else yield* textsIn(inner, kindOf(inner) || name, here)
  }
}

/** A text message and a text in flex have the same type, but not the same limits. */
function kindOf(value: object): string {
  const type = 'type' in value && typeof value.type === 'string' ? value.type : ''
  return type === 'text' && 'wrap' in value ? 'flexText' : type
}

function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Json
  for (const inner of Object.values(value)) yield* objectsIn(inner)
}

function languageLists(content: Content): unknown[][] {
  return [...objectsIn(content)]
    .flatMap((object) => Object.entries(object))
    .flatMap(([name, list]) => (name.startsWith('i18n') && Array.isArray(list) ? [list] : []))
    .map((list) => list.map(({ language }) => language))
}

function boxDepth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Math.max(0, ...Object.values(value).map(boxDepth))
  return 'type' in value && value.type === 'box' ? inner + 1 : inner
}

/** The tag, however a lenient reader might find it: folded, unspaced, and without what is not seen. */
function mayMention(text: string): boolean {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}\p{DI}]/gu, '')
    .toLowerCase()
    .includes('<m')
}
