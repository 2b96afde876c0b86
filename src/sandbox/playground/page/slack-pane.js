import { commands, examples } from './commands.js'
import { createComposer } from './composer.js'
import { createEdits } from './edits.js'
import { createExamples } from './examples.js'
import { focusMessageAction } from './message-actions.js'
import { createMessageMenu } from './message-menu.js'
import { createModal } from './modal.js'
import { createPane } from './pane.js'
import { createParts } from './parts.js'
import { createPress } from './press.js'
import { listQuestions } from './questions.js'
import { createReplies } from './replies.js'
import { getJson } from './sandbox.js'
import { editMessage, pressButton, runCommand, useShortcut, writeMessage } from './slack-acting.js'
import { createSlackItems } from './slack-items.js'

/** As people write it; the account's own handle cannot hold a hyphen. */
const mention = '@partner-desk'

/**
 * The Slack workspace.
 *
 * @param {any} world as `GET /_sandbox/slack` gives it
 * @param {{ memory: ReturnType<import('./memory.js').createMemory>, now: () => string, onChange: () => void }} page
 */
export function createSlackPane(world, { memory, now, onChange }) {
  const { bot, slackbot, people, rooms, slashCommands } = world
  const parts = createParts({ id: 'slack', label: 'Slack', testId: 'composer' })
  const { remembered } = memory
  /** The commands that were typed in this tab, each after the message that was the last one then. */
  let said = remembered.said
  let views = []
  let isFirstReading = true
  const unfolded = new Set()
  const outcomes = new Map()
  const { press, onChange: releaseButtons } = createPress(parts.status)
  const menu = createMessageMenu()
  const nameOf = (id) => [...people, bot, slackbot, ...rooms].find((each) => each.id === id)?.name
  const handleOf = (id) => (id === bot.id ? mention.slice(1) : people.find((each) => each.id === id)?.handle)

  /** What is opened below the reader's hand. */
  const showStill = () => pane.show({ isStill: true })
  const replies = createReplies(parts.log, { mention, show: showStill, send: reply })
  const edits = createEdits(parts.log, { show: showStill, save })
  const listItems = createSlackItems(world, {
    ...{ replies, edits, unfolded, outcomes, handleOf, nameOf, onMore, onFold },
    onPress: (message, button) =>
      press(button, () => {
        const { action: actionId, block: blockId } = button.dataset
        return pressButton({ person: pane.person().id, message, actionId, blockId })
      }),
  })

  const platform = {
    id: 'slack',
    label: 'Slack',
    roomsOf: ({ id }) => rooms.filter((room) => room.person === undefined || room.person === id),
    titleOf: (room) =>
      room.person === undefined ? { sign: '#', title: room.name } : { sign: '@', title: bot.name },
    isHere: ({ workspace }) => workspace === world.team.id,
    isSeen: (message, person) => !message.ephemeral || message.person === person?.id,
    isOwn: (message, person) => message.author === person?.id,
    listItems(messages, { person, room }) {
      const typed = said.filter((line) => line.room === room.id && line.person === person.id)
      return listItems(messages, typed, person)
    },
    describeEmpty: () => ({
      title: 'Ask about a customer',
      text: 'Type below, or begin with one of these.',
      hasExamples: true,
    }),
    onShow({ person, room }) {
      memory.keep({ said })
      const where = room?.person === undefined ? `#${room?.name}` : bot.name
      parts.input.placeholder = room ? `Message ${where}, or / for commands` : ''
      startExamples.offer([...questionsFor(person, room), ...examples.slack])
    },
    onClear(id) {
      said = said.filter((line) => line.room !== id)
    },
  }

  const startExamples = createExamples(parts, send)
  const pane = createPane(parts, platform, { remembered: remembered.rooms.slack, onChange })
  const composer = createComposer(parts, {
    sent: remembered.lines,
    commands: commands.slack,
    registered: slashCommands,
    mention: () => mention,
    questions: () => questionsFor(pane.person(), pane.room()),
    onSend: send,
  })

  const modal = createModal({ nameOf, onClosed: leaveModal })

  /** The button that opened it may have been replaced meanwhile. */
  function leaveModal() {
    if (document.activeElement === document.body) composer.focus()
  }

  /** None where the bot does not hear them; it needs no name where it answers to everything. */
  function questionsFor(person, room) {
    if (!person || !room?.isBotMember) return []
    const isHeard = room.person !== undefined || room.name === 'support'
    return listQuestions(person.locale, isHeard ? '' : mention)
  }

  function onFold({ thread, isOpen }) {
    if (isOpen) unfolded.delete(thread)
    else unfolded.add(thread)
    showStill()
  }

  function onMore(button, message, shortcuts) {
    const entries = shortcuts.map(({ callbackId, name }) => ({
      name,
      onChoose() {
        focusMessageAction(parts.log, message, 'more')
        press(button, () => useShortcut({ person: pane.person().id, message, callbackId }), name)
      },
    }))
    menu.open(button, entries)
  }

  /** Shows below a message what came of telling the desk, unless all is well. */
  function note(message, outcome) {
    if (outcome === 'acknowledged') outcomes.delete(message)
    else outcomes.set(message, outcome)
    pane.show()
  }

  async function write(wish) {
    const { id, outcome } = await writeMessage(wish)
    note(id, outcome)
  }

  function reply(person, thread, text) {
    return write({ person, room: pane.room().id, text, thread })
  }

  async function save(person, message, text) {
    const { outcome } = await editMessage({ person, message, text })
    note(message, outcome)
  }

  function send(text) {
    remembered.lines.push(text)
    return text.startsWith('/') ? sendCommand(text) : sendMessage(text)
  }

  async function sendMessage(text) {
    try {
      const sending = write({ person: pane.person().id, room: pane.room().id, text })
      pane.show({ toEnd: true })
      await sending
    } catch (error) {
      composer.restore(text, `Not sent: ${error.message}`)
    }
  }

  async function sendCommand(text) {
    const line = {
      key: `said ${crypto.randomUUID()}`,
      room: pane.room().id,
      person: pane.person().id,
      text,
      at: now(),
      after: pane.newestId() ?? '0',
      isWaiting: true,
      problem: undefined,
    }
    said.push(line)
    pane.show({ toEnd: true })
    try {
      await runCommand({ person: line.person, room: line.room, text })
    } catch (error) {
      line.problem = error.message
    }
    line.isWaiting = false
    pane.show()
  }

  /**
   * A thread that goes on is open: below what a person said, or where the reader takes part. Those below the bot's own
   * words, such as a digest's, may be long.
   */
  function unfoldLively(record) {
    const fresh = isFirstReading ? [] : record.filter(({ id, thread }) => thread && !pane.find(id))
    isFirstReading = false
    for (const { thread } of fresh) {
      const root = record.find(({ id }) => id === thread)
      if (root?.author !== 'bot' || replies.isOpen(pane.person()?.id, thread)) unfolded.add(thread)
    }
  }

  /** Answers push down what is being typed below them. */
  function keepInView() {
    const active = document.activeElement
    if (parts.log.contains(active) && active?.matches('input, textarea'))
      active.closest('form').scrollIntoView({ block: 'nearest' })
  }

  return {
    ...pane,
    focus: composer.focus,
    say(text) {
      parts.status.textContent = text
    },
    showExamples: startExamples.refresh,
    become(next) {
      pane.become(next)
      modal.show(views, pane.person()?.id)
    },
    async onRecord(record) {
      releaseButtons()
      unfoldLively(record)
      pane.onRecord(record)
      keepInView()
      views = await getJson('/_sandbox/slack/views')
      modal.show(views, pane.person()?.id)
    },
    /** Brings a message of the open room before the reader; false where it is not there. */
    point(id) {
      const message = pane.find(id)
      if (!message) return false
      if (message.thread !== undefined) unfolded.add(message.thread)
      showStill()
      const node = parts.log.querySelector(`[data-message="${CSS.escape(id)}"]`)
      if (!node) return false
      for (const old of parts.log.querySelectorAll('.pointed')) old.classList.remove('pointed')
      node.classList.add('pointed')
      node.setAttribute('tabindex', '-1')
      node.scrollIntoView({ block: 'center' })
      node.focus({ preventScroll: true })
      return true
    },
    /** The sandbox was reset. */
    startAnew() {
      said = []
      unfolded.clear()
      outcomes.clear()
      replies.forget()
      edits.forget()
      pane.unread.clear()
    },
  }
}
