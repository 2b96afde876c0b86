const key = 'playground'

/** The most typed lines that are kept. */
const keptLines = 200

/**
 * What this tab keeps over a reload: who and where its reader is, and what was typed. A sandbox that was started anew
 * is another team, for which nothing is remembered.
 *
 * @param {string} teamId
 * @returns {{ person?: string, room?: string, said: any[] }}
 */
export function remember(teamId) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  return kept.teamId === teamId ? kept : { said: [] }
}

/**
 * @param {string} teamId
 * @param {{ person: string, room: string, said: readonly any[] }} state
 */
export function keep(teamId, { person, room, said }) {
  const lines = said.slice(-keptLines).map((line) => ({ ...line, isWaiting: false }))
  sessionStorage.setItem(key, JSON.stringify({ teamId, person, room, said: lines }))
}
