import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import { card } from '../../src/core/card.ts'
import type { Claim } from '../../src/core/claims.ts'
import type { Admission, DigestRoom, Readmission } from '../../src/core/digest/digest.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import type { DigestMessage, DigestSender, Finding, Posting } from '../../src/core/digest/sender.ts'
import type { Item } from '../../src/core/item.ts'
import type { Mark } from '../../src/core/marks.ts'
import { data } from '../../src/core/phrase.ts'
import type { ComposeInput, Composing } from '../../src/digests/composing.ts'
import { createDigesting, type Digesting, type DigestingOptions } from '../../src/digests/digesting.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { say, speak } from '../../src/text/speak.ts'
import { wallTimes } from '../../src/text/wall-time.ts'
import { makeDataDir } from '../helpers/store-places.ts'

export const rule: DigestRule = {
  ...{ at: '09:00', zone: 'Asia/Tokyo', days: 30, locale: 'en' },
  ...{ contains: null, everyDay: false },
}

export const setter = { person: 'U1', name: 'Mina Park' }

export const roomOf = (room: string, platform: DigestRoom['platform'] = 'slack'): DigestRoom => ({
  ...{ platform, workspace: 'W1', room, isDirect: false },
})

const begun: Digesting[] = []

/** On a busy machine. */
const openingMs = 60_000

/** An embedded store for the tests of a file, emptied after each. */
export function useStore(): () => Store {
  let store: Store
  let remove: () => Promise<void>
  beforeAll(async () => {
    const place = await makeDataDir()
    remove = place.remove
    store = await openStore(place)
    await store.migrate()
  }, openingMs)
  afterEach(async () => {
    for (const { leave, letGo } of begun.splice(0)) await leave().then(letGo)
    for (const table of ['digest', 'digest_slot', 'digest_snapshot'] as const) {
      await store.db.deleteFrom(table).execute()
    }
  })
  afterAll(async () => {
    await store.close()
    await remove()
  })
  return () => store
}

/** A platform that does as it is told: each list is used up from its front, and then all is well. */
export interface FakePlatform {
  readonly sender: DigestSender
  /** What was asked of it, in order. */
  readonly events: string[]
  readonly posted: DigestMessage[]
  readonly told: string[]
  readonly announced: string[]
  readonly updates: { messageId: string; notes: ReadonlyMap<Item, string> }[]
  readonly next: {
    postings: Posting[]
    findings: Finding[]
    admissions: Admission[]
    readmissions: Readmission[]
  }
  /** Waited for before each post. */
  beforePost: (message: DigestMessage) => Promise<void> | void
}

export const sent: Posting = { result: 'sent', messageId: undefined }
export const unclear: Posting = { result: 'unclear', reason: 'timeout' }
export const retry: Posting = { result: 'retry', afterMs: 20_000, reason: 'ratelimited' }

export function createFakePlatform({ canFind = true, messages = ['parent', 'thread'] } = {}): FakePlatform {
  const next: FakePlatform['next'] = { postings: [], findings: [], admissions: [], readmissions: [] }
  const platform: FakePlatform = {
    ...{ events: [], posted: [], told: [], announced: [], updates: [], next, beforePost: () => {} },
    sender: {
      admit: async () => next.admissions.shift() ?? 'ok',
      async readmit() {
        const readmission = next.readmissions.shift() ?? 'ok'
        if (readmission !== 'ok') platform.events.push(readmission)
        return readmission
      },
      render: ({ parent }) => messages.map((message) => `${message} of ${parent.title}`),
      async post(message) {
        await platform.beforePost(message)
        platform.posted.push(message)
        const posting = next.postings.shift() ?? sent
        const name = message.payload.split(' ')[0]
        platform.events.push(`post ${name}: ${posting.result}`)
        return posting.result === 'sent' ? { ...posting, messageId: `id of ${name}` } : posting
      },
      ...(canFind
        ? {
            async find(message) {
              const finding = next.findings.shift() ?? { result: 'absent' }
              platform.events.push(`find ${message.payload.split(' ')[0]}: ${finding.result}`)
              return finding
            },
            link: async (_room, messageId) => `https://example.com/${messageId.replaceAll(' ', '-')}`,
            async update({ notes }, messageId) {
              platform.updates.push({ messageId, notes })
            },
            async announce(_room, text) {
              platform.announced.push(text)
            },
          }
        : {}),
      async tell(_room, person, text) {
        platform.told.push(`${person}: ${text}`)
      },
    },
  }
  return platform
}

/** Digests on clocks that move only when told, or by what is waited for. */
export function createDigestsForTest(store: Store, at: string, options: Partial<DigestingOptions> = {}) {
  let businessMs = Date.parse(at)
  let wallMs = businessMs
  const clock = createBusinessClock(() => businessMs)
  const platform = createFakePlatform()
  const works = createFakePlatform({ canFind: false })
  const composed: ComposeInput[] = []
  const logged: string[] = []
  const claims: Claim[] = []
  const marks: Mark[] = []
  const copies: never[] = []
  const state = { isEmpty: false, lastPassAt: undefined as string | null | undefined }
  const composing: Composing = {
    compose(input) {
      composed.push(input)
      const parent = card({ title: data(input.date) })
      return { parent, details: undefined, isEmpty: state.isEmpty, command: 'expiring 30' }
    },
    takeSnapshot: () => ({}),
  }
  const log = (_fields: object, message: string) => void logged.push(message)
  const digesting = createDigesting({
    store,
    directory: {
      copies: async () => copies,
      lastPassAt: async () => (state.lastPassAt === undefined ? clock.now() : (state.lastPassAt as Instant)),
    },
    claims: { all: async () => claims },
    marks: { all: async () => marks },
    ...{ clock, businessNow: () => businessMs, wallClock: () => wallMs, times: wallTimes },
    isHoliday: () => false,
    senders: new Map([
      ['slack', platform.sender],
      ['lineworks', works.sender],
    ]),
    ...{ speak, say, log: { info: log, warn: log, error: log }, composing },
    async wait(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      wallMs += ms
      businessMs += ms
    },
    ...options,
  })
  begun.push(digesting)
  return {
    ...{
      digesting,
      digests: digesting.digests,
      platform,
      works,
      composed,
      logged,
      claims,
      marks,
      state,
      clock,
    },
    /** Moves the clock that answers speak by. */
    moveTo(instant: string) {
      businessMs = Date.parse(instant)
    },
    waitedMs: () => wallMs - Date.parse(at),
    async slots(room = roomOf('C1')) {
      const slots = await digesting.digests.slots(room, 10)
      return slots.map(({ date, state, reason }) => [date, state, ...(reason ? [reason] : [])].join(' '))
    },
  }
}

export type DigestsForTest = ReturnType<typeof createDigestsForTest>
