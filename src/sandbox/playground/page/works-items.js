import { renderQuickReplies, renderWorksMessage } from './works-message.js'

/**
 * A room's messages as items of its conversation. The quick replies of the newest one stand below it, and go with the
 * next.
 *
 * @param {readonly any[]} messages
 * @param {{ world: any, person: string, locale: string, zone: string, say: (text: string) => void,
 *   onPress: (message: string, button: HTMLButtonElement, action: any) => void }} here
 */
export function listWorksItems(messages, { world, person, onPress, ...here }) {
  const { people, bot } = world
  const nameOf = (id) => people.find((each) => each.id === id)?.name
  const viewOf = ({ id }) => ({
    ...here,
    nameOf,
    onPress: (button, action) => onPress(id, button, action),
  })

  function authorOf(id) {
    if (id === 'bot') return { name: bot.name, isBot: true, tone: 0 }
    const author = people.find((each) => each.id === id)
    return {
      name: author?.name ?? id,
      locale: author?.locale.replace('_', '-'),
      isBot: false,
      tone: people.indexOf(author),
    }
  }

  const items = messages.map((message) => ({
    key: message.id,
    at: message.at,
    version: JSON.stringify([message.payload, person]),
    render: () =>
      renderWorksMessage(message, {
        ...viewOf(message),
        author: authorOf(message.author),
        isOwn: message.author === person,
      }),
  }))
  const newest = messages.at(-1)
  const replies = newest?.payload.quickReply?.items
  if (!Array.isArray(replies)) return items
  const item = {
    key: `quick replies ${newest.id}`,
    at: newest.at,
    version: person,
    render: () => renderQuickReplies(replies, viewOf(newest)),
  }
  return [...items, item]
}
