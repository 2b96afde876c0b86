import { isStoreDown } from './store-errors.ts'

/** What `doAll` gives for each of these, in their order. */
type DoAll<Wish, Told> = (wishes: readonly Wish[]) => Promise<readonly Told[]>

/** More are done in several goes. A statement takes 65,535 parameters. */
const mostAtOnce = 1_000

/**
 * Does what is wished for in one moment together: two hundred statements keep a store inside this process busy for an
 * eighth of a second, one statement for a hundredth. Where that fails, `doAll` has to have done nothing: whatever of it
 * can be done is done by itself, and only the rest fails.
 */
export function together<Wish, Told>(doAll: DoAll<Wish, Told>): (wish: Wish) => Promise<Told> {
  let waiting: { readonly wish: Wish; readonly told: PromiseWithResolvers<Told> }[] = []

  async function doThese(these: typeof waiting): Promise<void> {
    try {
      const told = await doAll(these.map(({ wish }) => wish))
      for (const [index, each] of these.entries()) each.told.resolve(told[index] as Told)
    } catch (error) {
      // To be asked again would not help a store that is down.
      if (these.length === 1 || isStoreDown(error)) {
        for (const { told } of these) told.reject(error)
        return
      }
      // Whatever is refused is among the one half or the other: of a thousand, twenty statements find the one.
      const middle = Math.ceil(these.length / 2)
      await doThese(these.slice(0, middle))
      await doThese(these.slice(middle))
    }
  }

  function doWaiting(): void {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += mostAtOnce) void doThese(all.slice(from, from + mostAtOnce))
  }

  return (wish) => {
    const told = Promise.withResolvers<Told>()
    // When all timers that are due have run: whoever waits for the same answer gives up at the same time.
    if (waiting.length === 0) setImmediate(doWaiting)
    waiting.push({ wish, told })
    return told.promise
  }
}
