import { foldThread } from './fold-thread.js'

/**
 * The order of a conversation: answers in a thread below what they answer, and each typed line after the message
 * that was the last one when it was typed.
 *
 * @param {readonly any[]} messages in the order in which they were said
 * @param {readonly any[]} typed in the order in which they were typed
 * @param {ReadonlySet<string>} unfolded threads that are shown in full
 * @returns {({ message: any } | { line: any } | { fold: any })[]}
 */
export function arrange(messages, typed, unfolded) {
  const ids = new Set(messages.map(({ id }) => id))
  const roots = messages.filter(({ thread }) => !ids.has(thread))
  const waiting = [...typed]
  const entries = []
  for (const root of roots) {
    // Slack's ids are times, and grow.
    while (waiting.length > 0 && Number(waiting[0].after) < Number(root.id))
      entries.push({ line: waiting.shift() })
    const answers = messages.filter(({ thread }) => thread === root.id)
    entries.push({ message: root }, ...foldThread(root.id, answers, unfolded.has(root.id)))
  }
  return [...entries, ...waiting.map((line) => ({ line }))]
}
