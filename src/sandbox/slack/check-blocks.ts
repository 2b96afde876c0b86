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

type Json = Readonly<Record<string, unknown>>

/**
 * Checks blocks against the limits that messages run into; undefined when they would be taken. Kinds of blocks other
 * than header, section, context and actions pass unread.
 */
export function findBlockFault(blocks: readonly unknown[]): BlockFault | undefined {
  const reasons = [
    ...checkCount(blocks, limits.blocks, '/blocks'),
    ...checkUnique(blocks, 'block_id', '/blocks'),
    ...blocks.flatMap((block, index) => checkBlock(block, `/blocks/${index}`)),
  ]
  const message = reasons[0]
  if (message) return { error: 'invalid_blocks', message }
  return sumOfTexts(blocks) > charactersPerMessage
    ? { error: 'msg_blocks_too_long', message: `[ERROR] more than ${charactersPerMessage} characters in all` }
    : undefined
}

function checkBlock(block: unknown, at: string): string[] {
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
    ...(text === undefined ? [] : checkText(text, limits.sectionText, `${at}/text`)),
    ...(fields === undefined
      ? []
      : checkList(fields, limits.fields, `${at}/fields`, (field, path) =>
          checkText(field, limits.field, path),
        )),
    ...(accessory === undefined ? [] : checkElement(accessory, `${at}/accessory`)),
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
    ...(value === undefined ? [] : checkString(value, limits.buttonValue, `${at}/value`)),
    ...(action_id === undefined ? [] : checkString(action_id, limits.actionId, `${at}/action_id`)),
    ...(style === undefined || style === 'primary' || style === 'danger'
      ? []
      : [refusal('must be primary or danger', `${at}/style`)]),
  ]
}

function checkText(text: unknown, limit: number, at: string, types = ['plain_text', 'mrkdwn']): string[] {
  if (!isJson(text) || !types.includes(String(text.type)))
    return [refusal(`must be ${types.join(' or ')}`, at)]
  return checkString(text.text, limit, `${at}/text`)
}

/** Counts UTF-16 units: which unit Slack counts in is not known, and this is the larger number. */
function checkString(text: unknown, limit: number, at: string): string[] {
  if (typeof text !== 'string') return [refusal('must be a string', at)]
  if (text.length === 0) return [refusal('must be more than 0 characters', at)]
  return text.length > limit ? [refusal(`must be less than ${limit + 1} characters`, at)] : []
}

function checkList(
  list: unknown,
  limit: number,
  at: string,
  check: (item: unknown, at: string) => string[],
): string[] {
  if (!Array.isArray(list) || list.length === 0) return [refusal('must hold at least one item', at)]
  return [...checkCount(list, limit, at), ...list.flatMap((item, index) => check(item, `${at}/${index}`))]
}

function checkCount(list: readonly unknown[], limit: number, at: string): string[] {
  return list.length > limit ? [refusal(`no more than ${limit} items allowed`, at)] : []
}

function checkUnique(list: readonly unknown[], key: string, at: string): string[] {
  const ids = list.map((item) => (isJson(item) ? item[key] : undefined)).filter((id) => id !== undefined)
  return new Set(ids).size < ids.length ? [refusal(`${key} must be unique`, at)] : []
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

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusal(reason: string, at: string): string {
  return `[ERROR] ${reason} [json-pointer:${at}]`
}
