import { foldThread } from './fold-thread.js'

/**
 * The order of a conversation: answers in a thread below what they answer, and each typed line after the message
 * that was the last one when it was typed.
 *
 * @param {readonly any[]} messages in the order in which they were said
 * @param {readonly any[]} typed in the order in which they were typed
 * @param {{ unfolded: ReadonlySet<string>, isReplying: (thread: string) => boolean }} threads `unfolded`: those that
 *   are shown in full, `isReplying`: whether there is a line to answer in below it
 * @returns {({ message: any } | { line: any } | { fold: any } | { reply: { thread: string, at: string } })[]}
 */
export function arrange(messages, typed, { unfolded, isReplying }) {
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
    const { at } = answers.at(-1) ?? root
    if (isReplying(root.id)) entries.push({ reply: { thread: root.id, at } })
  }
  return [...entries, ...waiting.map((line) => ({ line }))]
}
