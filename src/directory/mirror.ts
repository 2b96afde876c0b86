import { within } from '../async/within.ts'
import type { Instant } from '../core/calendar.ts'
import type { DomainId } from '../core/customer.ts'
import type { Candidate, CustomerCopies, CustomerCopy, Directory } from '../core/directory.ts'
import { DeskError } from '../core/errors.ts'
import type { Log, WallClock } from '../core/ports.ts'
import type { CustomerNames, NameDirectory } from '../core/question/customer-names.ts'
import { buildCustomerNames } from './customer-names.ts'
import { findWho } from './find-who.ts'
import { foldName } from './fold-name.ts'
import { type Searchable, toCandidate, toSearchable } from './searchable.ts'
import { buildWhoIndex, type WhoIndex } from './who-index.ts'

interface DirectoryOptions {
  readonly copies: CustomerCopies
  readonly wallClock: WallClock
  readonly log: Log
  /** Words that questions are made of, in any way of writing: who is called like one is not named by it alone. */
  readonly ordinaryWords?: Iterable<string>
}

/** What a customer's copy says may be this much behind the store; the copy itself is minutes to hours old. */
const freshForMs = 1000

/**
 * Names stand for this many times what it took to prepare them: with ten thousand that is a sixth of a second, and
 * while customers are collected some change all the time.
 */
const namesStandTimes = 50

/** A store that is slower than this is not waited for, where there is something to serve without it. */
const patienceMs = 250
/** Where there is nothing: ten thousand customers take a second, and people wait behind it. */
const firstPatienceMs = 2_500

/**
 * Keeps all customers in memory, because searching a name by any part of it and listing what ends both go through
 * every one. The store is asked for what has changed at most once a second, and by one asker at a time. When it
 * fails, what is there is served; until it has answered for the first time, there is nothing, and asking rejects.
 */
export function createDirectory({
  copies: store,
  wallClock,
  log,
  ordinaryWords = [],
}: DirectoryOptions): Directory & NameDirectory {
  const ordinary = new Set(Array.from(ordinaryWords, (word) => foldName(word).text))
  const byId = new Map<DomainId, CustomerCopy>()
  const searchables = new Map<DomainId, Searchable>()
  let index: WhoIndex | undefined
  let names: CustomerNames | undefined
  let areNamesOld = true
  let namesStandUntilMs = Number.NEGATIVE_INFINITY
  let list: readonly CustomerCopy[] | undefined
  let lastPassAt: Instant | null = null
  let revision = 0
  let isLoaded = false
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: { readonly done: Promise<void>; readonly begunAtMs: number } | undefined

  function take(copy: CustomerCopy): void {
    byId.set(copy.customer.domainId, copy)
    const candidate = toCandidate(copy)
    const former = searchables.get(candidate.domainId)
    // Most changes are of contracts; making a name ready to search is the dear part.
    if (former && isSame(former.candidate, candidate)) return
    searchables.set(candidate.domainId, toSearchable(candidate))
    index = undefined
    areNamesOld = true
  }

  async function read(): Promise<void> {
    const [changes, passAt] = await Promise.all([store.changedSince(revision), store.lastPassAt()])
    for (const copy of changes.copies) take(copy)
    if (changes.copies.length > 0) list = undefined
    revision = changes.revision
    lastPassAt = passAt
    isLoaded = true
  }

  async function ask(): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (!isLoaded) throw error
      log.warn({ err: error }, 'customers could not be read from the store; serving what is known')
    } finally {
      askedAtMs = wallClock()
      asking = undefined
    }
  }

  async function refresh(): Promise<void> {
    // While the first are collected, a second makes the difference between somebody and nobody.
    const isFresh = byId.size > 0 && wallClock() - askedAtMs < freshForMs
    if (isFresh && !asking) return
    asking ??= { done: ask(), begunAtMs: performance.now() }
    // All who wait for the first time wait for the same, and together no longer than one of them.
    const firstMs = Math.max(0, asking.begunAtMs + firstPatienceMs - performance.now())
    const limitMs = byId.size > 0 ? patienceMs : firstMs
    const isSettled = await within(
      limitMs,
      asking.done.then(() => true),
    )
    if (!isSettled && !isLoaded) {
      throw new DeskError('store_down', 'the customers could not be read from the store in time')
    }
  }

  function whoIndex(): WhoIndex {
    index ??= buildWhoIndex(searchables.values())
    return index
  }

  return {
    async find(who) {
      await refresh()
      return findWho(whoIndex(), who)
    },
    async names() {
      await refresh()
      if (names && (!areNamesOld || wallClock() < namesStandUntilMs)) return names
      const begunAtMs = wallClock()
      names = buildCustomerNames(whoIndex(), ordinary)
      areNamesOld = false
      const builtAtMs = wallClock()
      namesStandUntilMs = builtAtMs + (builtAtMs - begunAtMs) * namesStandTimes
      return names
    },
    async copies() {
      await refresh()
      list ??= [...byId.values()]
      return list
    },
    async lastPassAt() {
      await refresh()
      return lastPassAt
    },
  }
}

function isSame(a: Candidate, b: Candidate): boolean {
  return (
    a.companyName === b.companyName &&
    a.domain === b.domain &&
    a.customerCode === b.customerCode &&
    a.isGone === b.isGone
  )
}
