import { arrange } from './arrange.js'
import { renderFold, renderMessage, renderSaid } from './message.js'
import { readTyped } from './typed-text.js'

/** What the desk registers, where the sandbox was told of none. */
const usualShortcuts = [{ callbackId: 'look_up_customer', name: 'Look up customer' }]

/**
 * A room's messages, typed commands and threads as items of its conversation.
 *
 * @param {any} world as `GET /_sandbox/slack` gives it
 * @param {{ replies: ReturnType<import('./replies.js').createReplies>,
 *   edits: ReturnType<import('./edits.js').createEdits>, unfolded: ReadonlySet<string>,
 *   outcomes: ReadonlyMap<string, string>, handleOf: (id: string) => string | undefined,
 *   nameOf: (id: string) => string | undefined,
 *   onPress: (message: string, button: HTMLButtonElement) => void,
 *   onMore: (button: HTMLButtonElement, message: string, shortcuts: readonly any[]) => void,
 *   onFold: (fold: any) => void }} page `outcomes`: of telling the desk, by message
 */
export function createSlackItems(world, page) {
  const { bot, slackbot, people, shortcuts = usualShortcuts } = world
  const { replies, edits, unfolded, outcomes, handleOf, nameOf, onPress, onMore, onFold } = page

  function authorOf(id) {
    const author = id === 'bot' ? bot : [...people, slackbot].find((each) => each.id === id)
    const { name, locale, kind } = author ?? { name: id, kind: 'member' }
    return { name, locale, isBot: kind === 'bot', tone: people.indexOf(author) }
  }

  /** What one person alone sees has none, as in Slack. */
  function actionsFor({ id, ephemeral, thread, author, payload }, person) {
    if (ephemeral) return undefined
    const text = () => readTyped(payload.text ?? '', handleOf)
    return {
      onReply: () => replies.begin(person, thread ?? id),
      onEdit: author === person ? () => edits.begin({ id, person, text: text() }) : undefined,
      onMore: (button) => onMore(button, id, shortcuts),
    }
  }

  function toMessageItem(message, { id: person, zone, locale }) {
    const { id, at, payload, author } = message
    const outcome = outcomes.get(id)
    const isEditing = edits.isEditing(id, person)
    return {
      key: id,
      at,
      // While it is being changed nothing takes the text out of its author's hands.
      version: isEditing ? `editing ${person}` : JSON.stringify([payload, person, outcome]),
      render: () =>
        renderMessage(message, {
          ...{ author: authorOf(author), zone, locale, nameOf, onPress, outcome },
          actions: actionsFor(message, person),
          editor: isEditing ? edits.render() : undefined,
        }),
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

  const toFoldItem = (fold) => ({
    key: `fold ${fold.thread}`,
    at: fold.at,
    version: JSON.stringify(fold),
    render: () => renderFold(fold, () => onFold(fold)),
  })

  /**
   * @param {readonly any[]} messages
   * @param {readonly any[]} typed
   * @param {any} person
   */
  return (messages, typed, person) => {
    const isReplying = (thread) => replies.isOpen(person.id, thread)
    return arrange(messages, typed, { unfolded, isReplying }).map(({ message, line, fold, reply }) => {
      if (fold) return toFoldItem(fold)
      if (reply) return replies.toItem(person.id, reply)
      return message ? toMessageItem(message, person) : toSaidItem(line, person)
    })
  }
}
