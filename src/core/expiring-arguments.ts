import type { EndingWindow } from './ending-within.ts'

/** Where nothing else is asked for; a month is far enough ahead to talk a renewal over. */
export const defaultWindow: EndingWindow = { days: 30, all: false }

/** The longest plans run for a year. */
const mostDays = 365

/**
 * Reads what stands behind `expiring`: a number of days, `all`, both in either order, or nothing. Undefined for
 * everything else, also for days beyond 1 to 365.
 */
export function readExpiring(words: readonly string[]): EndingWindow | undefined {
  const rest = words.map((word) => word.toLowerCase())
  const withoutAll = rest.filter((word) => word !== 'all')
  const all = withoutAll.length < rest.length
  const [text, ...surplus] = withoutAll
  if (surplus.length > 0 || rest.length - withoutAll.length > 1) return undefined
  if (text === undefined) return { ...defaultWindow, all }

  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return days >= 1 && days <= mostDays ? { days, all } : undefined
}
