import {
  asList,
  type Check,
  checkCount,
  checkList,
  checkString,
  checkText,
  checkUnique,
  isJson,
  type Json,
  refusal,
  unlessAbsent,
} from './checks.ts'

/** Why Slack would not take a message's blocks. */
export interface BlockFault {
  readonly error: 'invalid_blocks' | 'msg_blocks_too_long'
  /** Where and why, as Slack tells it in `response_metadata.messages`. */
  readonly message: string
}

/** Characters and counts, as the JSDoc of @slack/types gives them. */
const limits = {
  blocks: 50,
  header: 150,
  sectionText: 3000,
  fields: 10,
  field: 2000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  actionId: 255,
}

/** Not documented; where chat.postMessage was seen to refuse: https://github.com/slackapi/bolt-js/issues/2509 */
const charactersPerMessage = 12_000

/**
 * Checks blocks against the limits that messages run into; undefined when they would be taken. Kinds of blocks other
 * than header, section, context and actions pass unread.
 */
export function findBlockFault(blocks: readonly unknown[]): BlockFault | undefined {
  const [message] = checkBlocks(blocks, limits.blocks, '/blocks', checkBlock)
  if (message) return { error: 'invalid_blocks', message }
  return sumOfTexts(blocks) > charactersPerMessage
    ? { error: 'msg_blocks_too_long', message: `[ERROR] more than ${charactersPerMessage} characters in all` }
    : undefined
}

/** `checkEach` reads one block. */
export function checkBlocks(
  blocks: readonly unknown[],
  limit: number,
  at: string,
  checkEach: Check,
): string[] {
  return [
    ...checkCount(blocks, limit, at),
    ...checkUnique(blocks, 'block_id', at),
    ...blocks.flatMap((block, index) => checkEach(block, `${at}/${index}`)),
  ]
}

export function checkBlock(block: unknown, at: string): string[] {
  if (!isJson(block) || typeof block.type !== 'string') return [refusal('a block needs a type', at)]
  switch (block.type) {
    case 'header':
      return checkText(block.text, limits.header, `${at}/text`, ['plain_text'])
    case 'section':
      return checkSection(block, at)
    case 'context':
      return checkList(block.elements, limits.contextElements, `${at}/elements`, checkContextElement)
    case 'actions':
      return [
        ...checkList(block.elements, limits.actionElements, `${at}/elements`, checkElement),
        ...checkUnique(asList(block.elements), 'action_id', `${at}/elements`),
      ]
    default:
      return []
  }
}

function checkSection({ text, fields, accessory }: Json, at: string): string[] {
  if (text === undefined && fields === undefined) return [refusal('text or fields are needed', at)]
  return [
    ...unlessAbsent(text, () => checkText(text, limits.sectionText, `${at}/text`)),
    ...unlessAbsent(fields, () =>
      checkList(fields, limits.fields, `${at}/fields`, (field, path) => checkText(field, limits.field, path)),
    ),
    ...unlessAbsent(accessory, () => checkElement(accessory, `${at}/accessory`)),
  ]
}

function checkContextElement(element: unknown, at: string): string[] {
  return isJson(element) && element.type === 'image' ? [] : checkText(element, limits.sectionText, at)
}

function checkElement(element: unknown, at: string): string[] {
  if (!isJson(element) || typeof element.type !== 'string') return [refusal('an element needs a type', at)]
  if (element.type !== 'button') return []
  const { text, value, action_id, style } = element
  return [
    ...checkText(text, limits.buttonText, `${at}/text`, ['plain_text']),
    ...unlessAbsent(value, () => checkString(value, limits.buttonValue, `${at}/value`)),
    ...unlessAbsent(action_id, () => checkString(action_id, limits.actionId, `${at}/action_id`)),
    ...(style === undefined || style === 'primary' || style === 'danger'
      ? []
      : [refusal('must be primary or danger', `${at}/style`)]),
  ]
}

/** All `text` strings, at any depth. */
function sumOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sumOfTexts(item), 0)
  if (!isJson(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : sumOfTexts(item)),
    0,
  )
}
