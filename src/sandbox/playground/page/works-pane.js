import { commands, examples } from './commands.js'
import { createComposer } from './composer.js'
import { createExamples } from './examples.js'
import { createPane } from './pane.js'
import { createParts } from './parts.js'
import { createPress } from './press.js'
import { listQuestions } from './questions.js'
import { getJson } from './sandbox.js'
import { beginRoom, pressAction, pressMenu, sayText, setBotMember } from './works-acting.js'
import { listWorksItems } from './works-items.js'
import { createMenu } from './works-menu.js'

/**
 * The LINE WORKS domain.
 *
 * @param {any} world as `GET /_sandbox/lineworks` gives it
 * @param {{ memory: ReturnType<import('./memory.js').createMemory>, onChange: () => void }} page
 */
export function createWorksPane(world, { memory, onChange }) {
  const parts = createParts({ id: 'lineworks', label: 'LINE WORKS', testId: 'works-composer' })
  const { invite, status, input } = parts
  const typed = memory.remembered.typed
  const press = createPress(status)
  const menu = createMenu(parts.menu)
  const say = (text) => {
    status.textContent = text
  }

  const platform = {
    id: 'lineworks',
    label: 'LINE WORKS',
    roomsOf({ id, domainId }) {
      const direct = world.rooms.filter((room) => room.person === id)
      const groups = world.rooms.filter(({ kind }) => kind === 'group' && domainId === world.domain.id)
      return [...direct, ...groups]
    },
    titleOf: (room) =>
      room.kind === 'direct' ? { sign: '@', title: world.bot.name } : { sign: '#', title: room.name },
    isHere: () => true,
    isSeen: () => true,
    isOwn: (message, person) => message.author === person?.id,
    listItems: (messages, { person }) => listWorksItems(messages, { world, ...viewOf(person) }),
    describeEmpty: ({ isBotMember }) =>
      isBotMember
        ? {
            title: 'Ask about a customer',
            text: 'Type below, or begin with one of these.',
            hasExamples: true,
          }
        : {
            title: `${world.bot.name} is not here`,
            text: 'Invite it to ask about customers.',
            hasExamples: false,
          },
    onShow({ person, room }) {
      const isGroup = room?.kind === 'group'
      invite.hidden = !isGroup
      invite.textContent = `${room?.isBotMember ? 'Remove' : 'Invite'} ${world.bot.name}`
      input.placeholder = isGroup
        ? `@${world.bot.name} …, or / for commands`
        : `Message ${world.bot.name}, or / for commands`
      startExamples.offer([...questionsFor(person, room), ...examples.lineworks])
      const onPress = (button, index) =>
        press.press(button, () => pressMenu({ person: person.id, room: room.id, index }))
      menu.show(room?.kind === 'direct' ? world.menu : [], { ...viewOf(person), onPress })
    },
  }

  const startExamples = createExamples(parts, send)
  const pane = createPane(parts, platform, { remembered: memory.remembered.rooms.lineworks, onChange })
  const composer = createComposer(parts, {
    sent: typed,
    commands: commands.lineworks,
    mention: () => mentionIn(pane.room()),
    questions: () => questionsFor(pane.person(), pane.room()),
    onSend: send,
  })

  /** In a direct room nobody is called. */
  function mentionIn(room) {
    return room?.kind === 'group' ? `@${world.bot.name}` : undefined
  }

  /** None where the bot does not hear them. */
  function questionsFor(person, room) {
    return room?.isBotMember ? listQuestions(person.locale, mentionIn(room) ?? '') : []
  }

  function viewOf(person) {
    const onPress = (message, button, action) =>
      press.press(button, () => pressAction({ person: person.id, message, action }))
    return { person: person?.id, locale: person?.locale ?? '', zone: person?.zone, onPress, say }
  }

  /** Says below the line what the bot did not hear of. */
  async function tell(deed) {
    try {
      const reason = await deed
      if (reason !== undefined) say(`Not delivered: ${reason}`)
    } catch (error) {
      say(`Not delivered: ${error.message}`)
    }
  }

  function send(text) {
    typed.push(text)
    memory.keep({ typed })
    return tell(sayText({ person: pane.person().id, room: pane.room().id, text }))
  }

  /** Rooms begin, the bot is invited, and the menu is registered, without a word in the record. */
  async function refresh() {
    world = await getJson('/_sandbox/lineworks')
  }

  /** LINE WORKS tells the bot when somebody opens their room with it for the first time. */
  async function begin() {
    const room = pane.room()
    if (!pane.isVisible() || room?.kind !== 'direct' || room.isBegun) return
    await tell(beginRoom(pane.person().id))
  }

  async function inviteOrRemove() {
    const { id: room, isBotMember } = pane.room()
    const reason = await setBotMember({ person: pane.person().id, room, isMember: !isBotMember })
    await refresh()
    pane.show()
    return reason
  }
  invite.addEventListener('click', () => tell(inviteOrRemove()))

  return {
    ...pane,
    focus: composer.focus,
    say,
    showExamples: startExamples.refresh,
    open(id) {
      pane.open(id)
      begin()
    },
    become(human) {
      pane.become(human)
      begin()
    },
    setVisible(isVisible) {
      pane.setVisible(isVisible)
      begin()
    },
    async onRecord(record) {
      await refresh()
      press.onChange()
      pane.onRecord(record)
    },
    /** The sandbox was reset. */
    async startAnew() {
      pane.unread.clear()
      await refresh()
      pane.show()
      await begin()
    },
  }
}
