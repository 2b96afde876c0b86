import type { KnownBlock } from '@slack/types'
import { Ajv } from 'ajv'
import { blockKitSchema } from './block-kit-schema.ts'

export interface SlackMessage {
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
}

const { schema, limits } = await blockKitSchema()

/** How many upper limits were found in the comments of Slack's types. */
export const limitCount = limits

const ajv = new Ajv({ strict: false })
// Ajv counts code points. Which unit Slack counts in is unknown, and UTF-16 gives the larger number.
ajv.removeKeyword('maxLength')
ajv.addKeyword({
  keyword: 'maxLength',
  type: 'string',
  validate: (limit: number, text: string) => text.length <= limit,
})
const isKnownBlock = ajv.compile(schema)

const modalsOnly = ['alert', 'input', 'file']
/** Slack refuses some 12,000 characters over all blocks; we aim at much less. */
const textBudget = 8000

type Json = { [key: string]: unknown }

/** Throws with everything that Slack would refuse, or that people would miss, in a message. */
export function assertValidMessage(message: SlackMessage): void {
  const problems = findProblems(message)
  if (problems.length > 0) throw new Error(`No valid Slack message:\n  ${problems.join('\n  ')}`)
}

/** What Slack's documents say against a message; empty for a valid one. */
export function findProblems({ text, blocks = [] }: SlackMessage): string[] {
  const problems: string[] = []
  const check = (isWell: boolean, problem: string) => {
    if (!isWell) problems.push(problem)
  }
  check(text.trim().length > 0, 'no text for notifications and screen readers')
  check(text.length <= 4000, `text of ${text.length} characters`)
  check(blocks.length <= 50, `${blocks.length} blocks`)

  blocks.forEach((block, index) => {
    const name = `block ${index} (${block.type})`
    check(isKnownBlock(block), `${name} breaks Slack's schema`)
    for (const problem of blockProblems(block)) problems.push(`${name}: ${problem}`)
  })

  const blockIds = blocks.flatMap((block) => ('block_id' in block && block.block_id ? [block.block_id] : []))
  check(isUnique(blockIds), 'a block_id twice')
  check(blocks.filter(({ type }) => type === 'table').length <= 1, 'more than one table')
  check(sum(blocks) <= textBudget, `${sum(blocks)} characters in all`)
  return problems
}

function* blockProblems(block: KnownBlock): Generator<string> {
  if (modalsOnly.includes(block.type)) yield 'not for messages'
  if (block.type === 'section' && !block.text && !block.fields?.length) yield 'neither text nor fields'
  if (block.type === 'card' && !block.hero_image && !block.title && !block.actions && !block.body)
    yield 'empty'
  const objects = [...objectsIn(block)]
  if (!isUnique(objects.flatMap(({ action_id }) => (typeof action_id === 'string' ? [action_id] : [])))) {
    yield 'an action_id twice'
  }
  for (const { type, options, elements } of objects) {
    if (type === 'overflow' && Array.isArray(options) && options.length > 5)
      yield 'overflow with more than 5 options'
    if ((type === 'actions' || type === 'context') && Array.isArray(elements) && elements.length === 0) {
      yield 'no elements'
    }
  }
}

/** All objects of a block, itself included. */
function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Json
  for (const inner of Object.values(value)) yield* objectsIn(inner)
}

function sum(blocks: readonly unknown[]): number {
  const texts = [...objectsIn(blocks)].map(({ text }) => (typeof text === 'string' ? text.length : 0))
  return texts.reduce((total, length) => total + length, 0)
}

function isUnique(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length
}
