import { vi } from 'vitest'
import type { Chat, Heard } from './heard.ts'
import type { Playground, Shown } from './playground.ts'

interface Action {
  readonly type: string
  readonly postback?: string
}

interface Component {
  readonly type: string
  readonly text?: string
  readonly size?: string
  readonly weight?: string
  readonly action?: Action
  readonly contents?: readonly Component[]
}

interface Bubble {
  readonly body?: Component
  readonly footer?: Component
}

interface Payload {
  readonly type: string
  readonly text?: string
  readonly contents?: Bubble & { readonly type: string; readonly contents?: readonly Bubble[] }
  readonly quickReply?: { readonly items: readonly { readonly action: Action }[] }
}

/** A person in their direct room with the bot, where every answer is a message of its own. */
export function lineWorksChat(playground: Playground, person: string): Chat {
  const isAnswer = ({ platform, room, author }: Shown) =>
    platform === 'lineworks' && room === person && author === 'bot'

  async function after(act: () => Promise<unknown>): Promise<Heard> {
    const before = new Set((await playground.messages()).map(({ id }) => id))
    await act()
    const shown = await vi.waitUntil(
      async () => (await playground.messages()).find((each) => isAnswer(each) && !before.has(each.id)),
      { timeout: 20_000, interval: 20 },
    )
    return hear(shown)
  }

  async function pressAs(heard: Heard, isWanted: (postback: string) => boolean): Promise<Heard> {
    const message = (await playground.messages()).find(({ id }) => id === heard.id)
    const actions = actionsOf(message?.payload as unknown as Payload)
    const action = actions.find(({ postback = '' }) => isWanted(postback))
    if (!action) throw new Error(`no such button among ${JSON.stringify(actions)}`)
    return after(() => playground.control('lineworks/press', { person, message: heard.id, action }))
  }

  return {
    say: (line) => after(() => playground.control('lineworks/message', { person, room: person, text: line })),
    press: (heard, line) => pressAs(heard, (postback) => !isPage(postback) && commandOf(postback) === line),
    next: (heard) => pressAs(heard, (postback) => pageOf(postback) === pageShown(heard) + 1),
  }
}

const pages = new WeakMap<Heard, number>()
const pageShown = (heard: Heard) => pages.get(heard) ?? 1

const isPage = (postback = '') => postback.startsWith('desk:page:')
const pageOf = (postback = '') => Number(/^desk:page:(\d+):/.exec(postback)?.[1] ?? Number.NaN)
const commandOf = (postback = '') => /^desk:\w+:\d+:(.*)$/s.exec(postback)?.[1] ?? ''

function bubblesOf({ contents }: Payload): readonly Bubble[] {
  if (!contents) return []
  return contents.type === 'carousel' ? (contents.contents ?? []) : [contents]
}

/** In the order in which they are read. */
function all(component: Component | undefined): Component[] {
  if (!component) return []
  return [component, ...(component.contents ?? []).flatMap(all)]
}

function actionsOf(payload: Payload): Action[] {
  const components = bubblesOf(payload).flatMap(({ body, footer }) => [...all(body), ...all(footer)])
  const buttons = components.flatMap(({ action }) => (action ? [action] : []))
  return [...buttons, ...(payload.quickReply?.items ?? []).map(({ action }) => action)]
}

function hear(shown: Shown): Heard {
  const payload = shown.payload as unknown as Payload
  const bubbles = bubblesOf(payload)
  const bodies = bubbles.flatMap(({ body }) => all(body))
  const footers = bubbles.flatMap(({ footer }) => all(footer))
  const texts = bodies.filter(({ type }) => type === 'text')
  const isTitle = ({ size, weight }: Component) => size === 'lg' && weight === 'bold'
  const isNote = ({ size }: Component) => size === 'xs'
  const ways = footers.flatMap(({ action }) => (isPage(action?.postback) ? [pageOf(action?.postback)] : []))
  const notes = texts.filter(isNote).map(({ text = '' }) => text)
  const words = payload.type === 'text' ? (payload.text ?? '').split('\n') : []
  const heard: Heard = {
    id: shown.id,
    title: texts.find(isTitle)?.text ?? words[0] ?? '',
    lines: [
      ...texts.filter((text) => !isTitle(text) && !isNote(text)).map(({ text = '' }) => text),
      ...words.slice(1),
    ],
    // The last is where one is among the pages.
    notes: notes.slice(0, ways.length > 0 ? -1 : undefined).flatMap((note) => note.split('\n')),
    beside: bodies.flatMap(({ action }) => (action ? [commandOf(action.postback)] : [])),
    below: footers.flatMap(({ action }) =>
      action && !isPage(action.postback) ? [commandOf(action.postback)] : [],
    ),
    hasNext: false,
  }
  const page = Math.min(...ways) === 2 && ways.length === 1 ? 1 : Math.min(...ways) + 1
  const found = { ...heard, hasNext: ways.includes(page + 1) }
  pages.set(found, page)
  return found
}
