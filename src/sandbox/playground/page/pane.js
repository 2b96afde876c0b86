import { createConversation } from './conversation.js'
import { withDays } from './days.js'
import { postJson } from './sandbox.js'

/**
 * What is special about a platform.
 *
 * @typedef {object} Platform
 * @property {string} id as the record names it
 * @property {string} label
 * @property {(person: any) => any[]} roomsOf
 * @property {(room: any) => { sign: string, title: string }} titleOf
 * @property {(message: any, person: any) => boolean} isSeen
 * @property {(message: any, person: any) => boolean} isOwn
 * @property {(messages: readonly any[], here: { person: any, room: any }) => any[]} listItems
 * @property {(room: any) => { title: string, text: string, hasExamples: boolean }} describeEmpty
 * @property {(here: { person: any, room: any }) => void} onShow
 * @property {(room: string) => void} [onClear]
 */

/**
 * One platform's half of the page: its rooms, the one that is open, and what is new in the others.
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {Platform} platform
 * @param {{ remembered: string | undefined, onChange: () => void }} given id of a room; `onChange`: rooms or marks
 */
export function createPane(parts, platform, { remembered, onChange }) {
  const conversation = createConversation(parts)
  const unread = new Set()
  let human
  let rooms = []
  let room
  let messages = []
  let isFirstReading = true
  let isVisible = false

  const person = () => human?.[platform.id]

  /** Rooms and what they hold can change under the reader. */
  function show(options) {
    rooms = person() ? platform.roomsOf(person()) : []
    room = rooms.find(({ id }) => id === room?.id) ?? rooms[0]
    if (isVisible) unread.delete(room?.id)
    const here = { person: person(), room }
    const seen = messages.filter((message) => message.room === room?.id && platform.isSeen(message, person()))
    const items = room ? withDays(platform.listItems(seen, here), human.zone) : []
    showHead()
    showEmpty(items.length === 0)
    parts.clear.hidden = items.length === 0
    parts.input.disabled = !room
    platform.onShow(here)
    conversation.show(items, options)
    onChange()
  }

  function showHead() {
    const { sign, title } = room ? platform.titleOf(room) : { sign: '', title: human?.name ?? '' }
    parts.name.textContent = sign === '#' ? `# ${title}` : title
    parts.topic.textContent = room?.topic ?? ''
  }

  function showEmpty(isEmpty) {
    parts.empty.hidden = !isEmpty
    const nobody = { title: `Not on ${platform.label}`, text: 'Choose somebody else to look around here.' }
    const { title, text, hasExamples = false } = room ? platform.describeEmpty(room) : nobody
    parts['empty-title'].textContent = title
    parts['empty-text'].textContent = text
    parts.examples.hidden = !hasExamples
  }

  /** Takes everything out of this room, for everybody. */
  async function clear() {
    const { id } = room
    platform.onClear?.(id)
    try {
      await postJson('/_sandbox/messages', { clear: true, room: id })
    } catch (error) {
      parts.status.textContent = error.message
    }
    show()
    parts.input.focus()
  }
  parts.clear.addEventListener('click', clear)

  return {
    show,
    unread,
    rooms: () => rooms.map((each) => ({ id: each.id, ...platform.titleOf(each) })),
    room: () => room,
    person,
    isVisible: () => isVisible,
    /** @param {string} id */
    open(id) {
      room = rooms.find((each) => each.id === id) ?? room
      show({ toEnd: true })
    },
    /** Stays in a room that others see too; one's own with the bot gives way to that of the other person. */
    become(next) {
      const wasDirect = room?.person !== undefined
      human = next
      unread.clear()
      rooms = person() ? platform.roomsOf(person()) : []
      const own = rooms.find((each) => each.person !== undefined)
      room = wasDirect ? own : (rooms.find(({ id }) => id === (room?.id ?? remembered)) ?? rooms[0])
      show({ toEnd: true })
    },
    setVisible(next) {
      isVisible = next
      show({ toEnd: true })
    },
    /** The record, which holds other platforms' and workspaces' messages too. */
    onRecord(record) {
      const next = record.filter((message) => message.platform === platform.id && platform.isHere(message))
      const known = new Set(messages.map(({ id }) => id))
      const fresh = isFirstReading ? [] : next.filter(({ id }) => !known.has(id))
      const isRead = (message) => isVisible && message.room === room?.id
      for (const message of fresh) {
        const isMine = platform.isOwn(message, person()) || !platform.isSeen(message, person())
        if (!isMine && !isRead(message)) unread.add(message.room)
      }
      isFirstReading = false
      messages = next
      show()
    },
    find: (id) => messages.find((message) => message.id === id),
    newestId: () => messages.at(-1)?.id,
  }
}
