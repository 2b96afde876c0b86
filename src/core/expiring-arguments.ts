/** What is asked for. */
export type ExpiringWish = WishForAll | WishForMine

/** Of all customers, whoever sees to it. */
export interface WishForAll {
  readonly mine: false
  readonly days: number
  /** With contracts that renew by themselves. */
  readonly all: boolean
}

/** What the asker has taken on, whatever it is. */
export interface WishForMine {
  readonly mine: true
  /** Null: however far ahead. */
  readonly days: number | null
}

/** Where nothing else is asked for; a month is far enough ahead to talk a renewal over. */
export const defaultWish: WishForAll = { mine: false, days: 30, all: false }

/** The longest plans run for a year. */
const mostDays = 365

/**
 * Reads what stands behind `expiring`: a number of days, `mine`, `all`, each once and in any order, or nothing.
 * Undefined for everything else, also for days beyond 1 to 365.
 */
export function readExpiring(words: readonly string[]): ExpiringWish | undefined {
  const rest = words.map((word) => word.toLowerCase())
  const [text, ...surplus] = rest.filter((word) => word !== 'mine' && word !== 'all')
  if (surplus.length > 0 || new Set(rest).size < rest.length) return undefined

  const days = text === undefined ? null : readDays(text)
  if (days === undefined) return undefined
  if (rest.includes('mine')) return { mine: true, days }
  return { mine: false, days: days ?? defaultWish.days, all: rest.includes('all') }
}

/** A whole number from 1 to 365; undefined for everything else. */
export function readDays(text: string): number | undefined {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return days >= 1 && days <= mostDays ? days : undefined
}
