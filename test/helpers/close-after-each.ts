import { afterEach } from 'vitest'

/** Gives a function that takes what is to be ended after the test: the latest first, one after the other. */
export function closeAfterEach(): (end: () => unknown) => void {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  return (end) => void ends.push(end)
}
