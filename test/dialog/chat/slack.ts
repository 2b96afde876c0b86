import { vi } from 'vitest'
import { registeredCommands } from '../../../src/app/slack-registered.ts'
import type { Chat, Heard } from './heard.ts'
import type { Playground, Shown } from './playground.ts'

interface Button {
  readonly action_id: string
  readonly block_id?: string
  readonly value: string
}

interface Text {
  readonly text: string
}

interface Block {
  readonly type: string
  readonly block_id?: string
  readonly text?: Text
  readonly fields?: readonly Text[]
  readonly elements?: readonly (Button & Text)[]
  readonly accessory?: Button
}

/** A person in a Slack channel, where answers are for them alone and take each other's place. */
export function slackChat(playground: Playground, person: string): Chat {
  const room = 'C0DESK00001'
  const isMine = (shown: Shown) => shown.platform === 'slack' && shown.person === person

  async function after(act: () => Promise<unknown>): Promise<Heard> {
    const before = versions(await playground.messages())
    await act()
    const shown = await vi.waitUntil(
      async () => (await playground.messages()).filter(isMine).find((each) => !before.has(version(each))),
      { timeout: 20_000, interval: 20 },
    )
    return hear(shown)
  }

  async function pressAs(heard: Heard, isWanted: (button: Button) => boolean): Promise<Heard> {
    const message = (await playground.messages()).find(({ id }) => id === heard.id)
    const button = buttonsOf(message).find(isWanted)
    if (!button) throw new Error(`no such button among ${JSON.stringify(buttonsOf(message))}`)
    const { action_id: actionId, block_id: blockId } = button
    return after(() =>
      playground.control('slack/action', {
        person,
        message: heard.id,
        actionId,
        ...(blockId ? { blockId } : {}),
      }),
    )
  }

  return {
    say: (line) => after(() => playground.control('slack/command', { person, room, text: toSlash(line) })),
    press: (heard, line) => pressAs(heard, ({ action_id, value }) => value === line && !isPage(action_id)),
    next: (heard) => pressAs(heard, ({ action_id }) => pageOf(action_id) === pageShown(heard) + 1),
  }
}

/** As people have to type it in Slack. */
function toSlash(line: string): string {
  return registeredCommands.includes(line.split(' ')[0] ?? '') ? `/${line}` : `/desk ${line}`
}

/** Which page an answer shows; its page buttons lead to those around it. */
const pages = new WeakMap<Heard, number>()
const pageShown = (heard: Heard) => pages.get(heard) ?? 1

const pageOf = (actionId: string) => Number(/^desk:page:(\d+)$/.exec(actionId)?.[1] ?? Number.NaN)
const isPage = (actionId: string) => actionId.startsWith('desk:page')

const version = ({ id, payload }: Shown) => id + JSON.stringify(payload)
const versions = (messages: readonly Shown[]) => new Set(messages.map(version))

function blocksOf(shown: Shown | undefined): readonly Block[] {
  return (shown?.payload.blocks ?? []) as readonly Block[]
}

function buttonsOf(shown: Shown | undefined): Button[] {
  return blocksOf(shown).flatMap(({ type, block_id, elements = [], accessory }) =>
    [...(type === 'actions' ? elements : []), ...(accessory ? [accessory] : [])].map((button) => ({
      ...button,
      ...(block_id === undefined ? {} : { block_id }),
    })),
  )
}

function hear(shown: Shown): Heard {
  const blocks = blocksOf(shown)
  const [header] = blocks.filter(({ type }) => type === 'header')
  const notes = blocks.flatMap(({ type, elements = [] }) => (type === 'context' ? elements : []))
  const buttons = blocks.flatMap(({ type, elements = [] }) => (type === 'actions' ? elements : []))
  const around = buttons.map(({ action_id }) => pageOf(action_id)).filter(Number.isInteger)
  const isPaged = around.length > 0
  const heard: Heard = {
    id: shown.id,
    title: plain(header ?? {}),
    lines: blocks.filter(({ type }) => type === 'section').flatMap(linesOf),
    // The last is where one is among the pages.
    notes: notes.slice(0, isPaged ? -1 : undefined).map((text) => plain({ text })),
    beside: blocks.flatMap(({ accessory }) => (accessory ? [accessory.value] : [])),
    below: buttons
      .filter(({ action_id }) => !isPage(action_id) && !action_id.startsWith('desk:share'))
      .map(({ value }) => value),
    hasNext: false,
  }
  const page = around.length === 2 ? (around[0] ?? 0) + 1 : (around[0] ?? 0) === 2 ? 1 : (around[0] ?? 0) + 1
  const found = { ...heard, hasNext: around.includes(page + 1) }
  pages.set(found, page)
  return found
}

/** Labels and values in turn, as the two columns are read. */
function linesOf({ text, fields = [] }: Block): string[] {
  return [...(text ? [plain({ text })] : []), ...fields.map((field) => plain({ text: field }))]
}

function plain({ text }: { readonly text?: Text }): string {
  return (text?.text ?? '')
    .replace(/^\*(.*)\*$/s, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
