import { arrange } from './arrange.js'
import { commands, examples } from './commands.js'
import { createComposer } from './composer.js'
import { showExamples } from './examples.js'
import { renderFold, renderMessage, renderSaid } from './message.js'
import { createModal } from './modal.js'
import { createPane } from './pane.js'
import { createParts } from './parts.js'
import { createPress } from './press.js'
import { getJson, postJson } from './sandbox.js'

/**
 * The Slack workspace.
 *
 * @param {any} world as `GET /_sandbox/slack` gives it
 * @param {{ memory: ReturnType<import('./memory.js').createMemory>, now: () => string, onChange: () => void }} page
 */
export function createSlackPane({ bot, slackbot, people, rooms, slashCommands }, { memory, now, onChange }) {
  const parts = createParts({ id: 'slack', label: 'Slack', testId: 'composer' })
  parts.input.placeholder = 'Type / for commands'
  const { remembered } = memory
  /** What was typed in this tab, each after the message that was the last one then. */
  let said = remembered.said
  let views = []
  const unfolded = new Set()
  const { press, onChange: releaseButtons } = createPress(parts.status)
  const nameOf = (id) => [...people, bot, slackbot, ...rooms].find((each) => each.id === id)?.name

  const platform = {
    id: 'slack',
    label: 'Slack',
    roomsOf: ({ id }) => rooms.filter((room) => room.person === undefined || room.person === id),
    titleOf: (room) =>
      room.person === undefined ? { sign: '#', title: room.name } : { sign: '@', title: bot.name },
    isSeen: (message, person) => !message.ephemeral || message.person === person?.id,
    isOwn: () => false,
    listItems(messages, { person, room }) {
      const typed = said.filter((line) => line.room === room.id && line.person === person.id)
      return arrange(messages, typed, unfolded).map(({ message, line, fold }) => {
        if (fold) return toFoldItem(fold)
        return message ? toMessageItem(message, person) : toSaidItem(line, person)
      })
    },
    describeEmpty: () => ({
      title: 'Ask about a customer',
      text: 'Type a command below, or begin with one of these.',
      hasExamples: true,
    }),
    onShow: () => memory.keep({ said }),
    onClear(id) {
      said = said.filter((line) => line.room !== id)
    },
  }

  const pane = createPane(parts, platform, { remembered: remembered.rooms.slack, onChange })
  const composer = createComposer(parts, {
    sent: said.map(({ text }) => text),
    commands: commands.slack,
    registered: slashCommands,
    check: (text) => (text.startsWith('/') ? undefined : 'Commands begin with /'),
    onSend: send,
  })

  const modal = createModal({ nameOf, onClosed: leaveModal })

  /** The button that opened it may have been replaced meanwhile. */
  function leaveModal() {
    if (document.activeElement === document.body) composer.focus()
  }

  function authorOf(id) {
    const author = id === 'bot' ? bot : [...people, slackbot].find((each) => each.id === id)
    const { name, locale, kind } = author ?? { name: id, kind: 'member' }
    return { name, locale, isBot: kind === 'bot', tone: people.indexOf(author) }
  }

  function toMessageItem(message, { id: person, zone, locale }) {
    const onPress = (messageId, button) => press(button, () => sendPress(person, messageId, button))
    return {
      key: message.id,
      at: message.at,
      version: JSON.stringify([message.payload, person]),
      render: () =>
        renderMessage(message, { author: authorOf(message.author), zone, locale, nameOf, onPress }),
    }
  }

  function toSaidItem(line, { zone }) {
    return {
      key: line.key,
      at: line.at,
      version: JSON.stringify([line, zone]),
      render: () => renderSaid(line, { author: authorOf(line.person), zone }),
    }
  }

  function toFoldItem(fold) {
    const turn = () => {
      if (fold.isOpen) unfolded.delete(fold.thread)
      else unfolded.add(fold.thread)
      pane.show({ isStill: true })
    }
    return {
      key: `fold ${fold.thread}`,
      at: fold.at,
      version: JSON.stringify(fold),
      render: () => renderFold(fold, turn),
    }
  }

  async function sendPress(person, message, { dataset: { action: actionId, block: blockId } }) {
    const wish = { person, message, actionId, blockId }
    const { outcome } = await postJson('/_sandbox/slack/action', wish)
    return outcome === 'acknowledged' ? undefined : outcome
  }

  async function send(text) {
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
      await postJson('/_sandbox/slack/command', { person: line.person, room: line.room, text })
    } catch (error) {
      line.problem = error.message
    }
    line.isWaiting = false
    pane.show()
  }

  return {
    ...pane,
    focus: composer.focus,
    say(text) {
      parts.status.textContent = text
    },
    showExamples: () => showExamples(parts, examples.slack, send),
    become(next) {
      pane.become(next)
      modal.show(views, pane.person()?.id)
    },
    async onRecord(record) {
      releaseButtons()
      pane.onRecord(record)
      views = await getJson('/_sandbox/slack/views')
      modal.show(views, pane.person()?.id)
    },
    /** Brings a message of the open room before the reader; false where it is not there. */
    point(id) {
      const message = pane.find(id)
      if (!message) return false
      if (message.thread !== undefined) unfolded.add(message.thread)
      pane.show({ isStill: true })
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
      pane.unread.clear()
    },
  }
}
