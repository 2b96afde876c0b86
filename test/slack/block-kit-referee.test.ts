import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { assertValidMessage, findProblems, limitCount } from '../helpers/block-kit-referee.ts'

const button = { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'Go' }, value: 'v' }
const section = { type: 'section', text: { type: 'plain_text', text: 'words' } }

function valid() {
  return {
    text: 'words',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Title', emoji: false } },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Label*', verbatim: true }] },
      { type: 'divider', block_id: 'line' },
      { type: 'actions', elements: [button] },
      { type: 'context', elements: [{ type: 'plain_text', text: 'note' }] },
      { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a picture' },
    ] as unknown[],
  }
}

type Mutant = readonly [name: string, mutate: (message: ReturnType<typeof valid>) => void]

const put =
  (...blocks: unknown[]) =>
  (message: ReturnType<typeof valid>) =>
    message.blocks.push(...blocks)

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })

const mutants: readonly Mutant[] = [
  ['no text', (message) => Object.assign(message, { text: ' ' })],
  ['a long text', (message) => Object.assign(message, { text: 'x'.repeat(4001) })],
  ['51 blocks', put(...Array.from({ length: 45 }, () => ({ type: 'divider' })))],
  ['an unknown block', put({ type: 'banner' })],
  ['an unknown property', put({ type: 'divider', colour: 'red' })],
  ['a block for modals only', put({ type: 'input', label: plain(5), element: { type: 'plain_text_input' } })],
  ['a header of 151', put({ type: 'header', text: plain(151) })],
  ['a header in mrkdwn', put({ type: 'header', text: { type: 'mrkdwn', text: 'x' } })],
  ['a section of 3,001', put({ type: 'section', text: plain(3001) })],
  [
    'a section of 1,501 emoji, 3,002 units',
    put({ type: 'section', text: { type: 'plain_text', text: '😀'.repeat(1501) } }),
  ],
  ['an empty text object', put({ type: 'section', text: plain(0) })],
  ['a section of nothing', put({ type: 'section' })],
  ['eleven fields', put({ type: 'section', fields: Array.from({ length: 11 }, () => plain(3)) })],
  ['a field of 2,001', put({ type: 'section', fields: [plain(2001)] })],
  [
    '26 buttons',
    put({
      type: 'actions',
      elements: Array.from({ length: 26 }, (_, i) => ({ ...button, action_id: `${i}` })),
    }),
  ],
  ['no buttons', put({ type: 'actions', elements: [] })],
  ['an action_id twice', put({ type: 'actions', elements: [button, button] })],
  ['a button label of 76', put({ type: 'actions', elements: [{ ...button, text: plain(76) }] })],
  ['a button value of 2,001', put({ type: 'actions', elements: [{ ...button, value: 'x'.repeat(2001) }] })],
  [
    'a button in mrkdwn',
    put({ type: 'actions', elements: [{ ...button, text: { type: 'mrkdwn', text: 'x' } }] }),
  ],
  ['a button of bad style', put({ type: 'actions', elements: [{ ...button, style: 'loud' }] })],
  ['an action_id of 256', put({ type: 'actions', elements: [{ ...button, action_id: 'x'.repeat(256) }] })],
  ['eleven notes', put({ type: 'context', elements: Array.from({ length: 11 }, () => plain(3)) })],
  ['a block_id twice', put({ type: 'divider', block_id: 'line' })],
  ['an image without alt_text', put({ type: 'image', image_url: 'https://example.com/a.png' })],
  [
    'too many characters',
    put(
      { ...section, text: plain(2800) },
      { ...section, text: plain(2800) },
      { ...section, text: plain(2800) },
    ),
  ],
  ['two tables', put(...[1, 2].map(() => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })))],
  [
    'a table of 21 cells',
    put({ type: 'table', rows: [Array.from({ length: 21 }, () => ({ type: 'raw_text', text: 'x' }))] }),
  ],
  [
    'an overflow of six',
    put({
      ...section,
      accessory: {
        type: 'overflow',
        action_id: 'o',
        options: Array.from({ length: 6 }, () => ({ text: plain(3), value: 'v' })),
      },
    }),
  ],
  [
    'a rich text of unknown elements',
    put({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'sparkle' }] }] }),
  ],
]

const cast = (message: ReturnType<typeof valid>) => message as { text: string; blocks: KnownBlock[] }

describe('the referee of Slack messages', () => {
  it('knows every limit that Slack’s types tell', () => {
    expect(limitCount).toBe(119)
  })

  it('passes a valid message', () => {
    expect(() => assertValidMessage(cast(valid()))).not.toThrow()
  })

  it.each(mutants)('refuses %s', (_name, mutate) => {
    const message = valid()
    mutate(message)
    expect(findProblems(cast(message))).toHaveLength(1)
  })
})
