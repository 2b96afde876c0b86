const key = 'playground'

/** The most typed lines that are kept. */
const keptLines = 200

/**
 * What this tab keeps over a reload: who and where its reader is, and what was typed. A sandbox that was started anew
 * is another team, for which nothing is remembered.
 *
 * @typedef {object} Remembered
 * @property {string} [person] key of a human
 * @property {string} [platform] the one that a narrow window shows
 * @property {Record<string, string>} rooms by platform
 * @property {any[]} said commands on Slack, as they stand in the conversation
 * @property {string[]} lines on Slack, messages and commands alike
 * @property {string[]} typed on LINE WORKS
 *
 * @param {string} teamId
 */
export function createMemory(teamId) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  /** @type {Remembered} */
  const remembered = { rooms: {}, said: [], lines: [], typed: [], ...(kept.teamId === teamId ? kept : {}) }

  return {
    remembered,
    /** @param {Partial<Remembered>} change */
    keep(change) {
      Object.assign(remembered, change)
      const said = remembered.said.slice(-keptLines).map((line) => ({ ...line, isWaiting: false }))
      const lines = remembered.lines.slice(-keptLines)
      const typed = remembered.typed.slice(-keptLines)
      sessionStorage.setItem(key, JSON.stringify({ ...remembered, teamId, said, lines, typed }))
    },
  }
}
