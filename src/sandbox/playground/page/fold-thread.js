/** More replies than this are folded, as in Slack, to the first and the last ones. */
const mostReplies = 4
const lastShown = 2

/**
 * A thread's replies, with a fold in place of those between the first and the last ones, or above them once it is
 * opened.
 *
 * @param {string} thread
 * @param {readonly any[]} replies
 * @param {boolean} isOpen
 * @returns {({ message: any } | { fold: { thread: string, count: number, isOpen: boolean, at: string } })[]}
 */
export function foldThread(thread, replies, isOpen) {
  const entries = replies.map((message) => ({ message }))
  if (replies.length <= mostReplies) return entries
  const between = entries.slice(1, -lastShown)
  const fold = { thread, count: between.length, isOpen, at: between[0].message.at }
  return [entries[0], { fold }, ...(isOpen ? between : []), ...entries.slice(-lastShown)]
}
