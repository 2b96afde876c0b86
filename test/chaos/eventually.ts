import { setTimeout as wait } from 'node:timers/promises'

/** Asks every `everyMs` whether something holds; false where it does not within `limitMs`. */
export async function eventually(
  limitMs: number,
  holds: () => Promise<boolean> | boolean,
  everyMs = 50,
): Promise<boolean> {
  const givenUpAt = Date.now() + limitMs
  while (!(await holds())) {
    if (Date.now() > givenUpAt) return false
    await wait(everyMs)
  }
  return true
}
