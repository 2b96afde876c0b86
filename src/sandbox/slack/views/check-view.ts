import { checkBlock, checkBlocks } from '../check-blocks.ts'
import {
  asList,
  type Check,
  checkString,
  checkText,
  isJson,
  type Json,
  refusal,
  unlessAbsent,
} from '../checks.ts'
import { findInputKind } from './inputs.ts'

/** Characters and counts, as the JSDoc of @slack/types gives them. */
const limits = {
  title: 24,
  blocks: 100,
  privateMetadata: 3000,
  callbackId: 255,
  label: 2000,
  hint: 2000,
  actionId: 255,
}

/** Blocks that Slack takes in messages only. */
const messageOnly = ['container', 'context_actions', 'data_visualization', 'markdown', 'plan', 'task_card']

/** Where and why Slack would not open a view; undefined where it would. */
export function findViewFault(view: unknown): string | undefined {
  if (!isJson(view)) return refusal('must be an object', '/view')
  return checkView(view)[0]
}

function checkView(view: Json): string[] {
  const { type, title, submit, close, blocks, private_metadata, callback_id } = view
  const hasInputs = asList(blocks).some((block) => isJson(block) && block.type === 'input')
  const checkLabel = (text: unknown, at: string) => checkText(text, limits.title, at, ['plain_text'])
  return [
    ...(type === 'modal' ? [] : [refusal('must be modal', '/view/type')]),
    ...checkLabel(title, '/view/title'),
    ...unlessAbsent(submit, () => checkLabel(submit, '/view/submit')),
    ...unlessAbsent(close, () => checkLabel(close, '/view/close')),
    ...(hasInputs && submit === undefined ? [refusal('missing required field: submit', '/view')] : []),
    ...unlessAbsent(private_metadata, () =>
      // It may be empty, as nothing else may.
      private_metadata === ''
        ? []
        : checkString(private_metadata, limits.privateMetadata, '/view/private_metadata'),
    ),
    ...unlessAbsent(callback_id, () => checkString(callback_id, limits.callbackId, '/view/callback_id')),
    ...(Array.isArray(blocks)
      ? checkBlocks(blocks, limits.blocks, '/view/blocks', checkViewBlock)
      : [refusal('must be a list', '/view/blocks')]),
    ...checkOneFocus(asList(blocks)),
  ]
}

const checkViewBlock: Check = (block, at) => {
  if (!isJson(block) || block.type !== 'input') {
    return isJson(block) && messageOnly.includes(String(block.type))
      ? [refusal('not for modals', at)]
      : checkBlock(block, at)
  }
  const { label, hint, element, optional } = block
  return [
    ...checkText(label, limits.label, `${at}/label`, ['plain_text']),
    ...unlessAbsent(hint, () => checkText(hint, limits.hint, `${at}/hint`, ['plain_text'])),
    ...unlessAbsent(optional, () =>
      typeof optional === 'boolean' ? [] : [refusal('must be a boolean', `${at}/optional`)],
    ),
    ...checkInput(element, `${at}/element`),
  ]
}

/** An input without an id would be sent back under one that the desk cannot know. */
const checkInput: Check = (element, at) => {
  const kind = isJson(element) ? findInputKind(element.type) : undefined
  if (!isJson(element) || !kind) return [refusal('unsupported type of input', at)]
  return [...checkString(element.action_id, limits.actionId, `${at}/action_id`), ...kind.check(element, at)]
}

function checkOneFocus(blocks: readonly unknown[]): string[] {
  const elements = blocks.map((block) => (isJson(block) ? block.element : undefined)).filter(isJson)
  const isWrong = elements.filter(({ focus_on_load }) => focus_on_load === true).length > 1
  return isWrong ? [refusal('only one element can have focus_on_load', '/view/blocks')] : []
}
