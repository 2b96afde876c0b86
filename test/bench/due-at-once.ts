/** How late digests come that are due in the same minute in many rooms. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '../../src/core/calendar.ts'
import type { Digest } from '../../src/core/digest/digest.ts'
import { createDigestRows } from '../../src/storage/digests/digest-rows.ts'
import { openStore, type StorePlace } from '../../src/storage/open/open-store.ts'
import { eventually } from '../chaos/eventually.ts'
import { run, until } from '../helpers/processes.ts'
import { findPostgres, makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { collectAll, migrate, startServe } from './desk.ts'
import { type Figure, toldBeside } from './figure.ts'
import { noLimit, startOutside } from './outside.ts'
import { startSlackWithRooms } from './slack-with-rooms.ts'
import { inMs, median } from './statistics.ts'
import { type Tidying, tidily } from './tidily.ts'

const roomCount = 100
const goalMs = 2_000
/** For a desk to start and read its customers. */
const leadMs = 30_000
/** For the digests to be stored. */
const aheadMs = 5_000
/** All of them have to be there by then. */
const patienceMs = 60_000
/** A room gets no more after so long without a message. */
const quietMs = 3_000
const minuteMs = 60_000

type Slack = Awaited<ReturnType<typeof startSlackWithRooms>>

interface Lateness {
  /** From the minute until the first message, of each room. */
  readonly firstMs: readonly number[]
  readonly lastMs: number
  readonly messages: number
  /** Posts that came faster than Slack takes them. */
  readonly refused: number
  /** Calls of each method of Slack from the minute on. */
  readonly callsOf: Readonly<Record<string, number>>
}

export async function measureDueAtOnce(): Promise<Figure[]> {
  const embedded = await tidily(onEmbedded)
  const server = await findPostgres()
  return [
    ...describe('embedded store', embedded),
    tellCalls(embedded),
    ...(server
      ? describe('PostgreSQL, `serve` and `work`', await tidily((tidying) => onPostgres(server, tidying)))
      : [toldBeside(nameOn('PostgreSQL, `serve` and `work`'), 'not measured: no PostgreSQL found')]),
  ]
}

const nameOn = (where: string) => `lateness of ${roomCount} digests due in one minute, first post, ${where}`

function describe(where: string, { firstMs, lastMs, messages, refused }: Lateness): Figure[] {
  const atMost = Math.max(...firstMs)
  return [
    {
      figure: nameOn(where),
      measured:
        firstMs.length === roomCount
          ? `median ${inMs(median(firstMs))}, at most ${inMs(atMost)}; all ${messages} messages after ${inMs(lastMs)}; ${refused} times 429`
          : `${firstMs.length} of ${roomCount} rooms had one after ${inMs(patienceMs)}`,
      goal: `under ${inMs(goalMs)}, no 429`,
      met: firstMs.length === roomCount && atMost < goalMs && refused === 0,
    },
  ]
}

/** Slack limits each method by itself, most of them to 50 and more a minute in each workspace. */
function tellCalls({ callsOf, lastMs }: Lateness): Figure {
  const calls = Object.entries(callsOf).map(([method, count]) => `\`${method}\` ${count}`)
  return toldBeside(`what these asked of Slack within ${inMs(lastMs)}`, calls.join(', '))
}

/** One process holds the folder, so that the digests are there before it starts. */
async function onEmbedded({ begun, place }: Tidying): Promise<Lateness> {
  const at = place(await makeDataDir())
  const { slack, environment } = await startAround(begun, { DATA_DIR: at.dataDir })
  const dueAt = nextMinute(leadMs)
  await addDigests(at, dueAt)
  begun(await startServe(environment))
  await collectAll(environment)
  return watch(slack, dueAt)
}

async function onPostgres(server: string, { begun, place }: Tidying): Promise<Lateness> {
  const at = place(await makeDatabase(server))
  const { slack, environment } = await startAround(begun, { DATABASE_URL: at.databaseUrl })
  await migrate(environment)
  begun(await startServe(environment))
  const worker = begun(run('src/main.ts', ['work'], { ...environment, LOG_LEVEL: 'error' }))
  await until(worker, async () => worker.output().includes('background'))
  await collectAll(environment)
  // Nobody holds this store alone, so that they can be added to a desk that runs.
  const dueAt = nextMinute(aheadMs)
  await addDigests(at, dueAt)
  return watch(slack, dueAt)
}

/** Digests are due at full minutes. */
function nextMinute(afterMs: number): number {
  return Math.ceil((Date.now() + afterMs) / minuteMs) * minuteMs
}

async function startAround(begun: Tidying['begun'], store: NodeJS.ProcessEnv) {
  const outside = begun(await startOutside())
  const slack = begun(await startSlackWithRooms())
  const limit = { WORKS_RATE_LIMIT: String(noLimit) }
  return { slack, environment: { ...outside.environment, ...limit, ...store, SLACK_API_URL: slack.apiUrl } }
}

async function addDigests(at: StorePlace, dueAt: number): Promise<void> {
  const store = await openStore(at)
  try {
    await store.migrate()
    const rows = createDigestRows(store.db)
    for (let room = 0; room < roomCount; room += 1) await rows.save(digestOf(room, dueAt))
  } finally {
    await store.close()
  }
}

function digestOf(room: number, dueAt: number): Digest {
  const nextAt = new Date(dueAt).toISOString() as Instant
  return {
    platform: 'slack',
    workspace: 'T1',
    room: `C0BENCH${String(room).padStart(3, '0')}`,
    isDirect: false,
    rule: {
      ...{ at: nextAt.slice(11, 16), zone: 'UTC', days: 30, locale: 'en' },
      ...{ contains: null, everyDay: true },
    },
    setBy: { person: 'U0BENCH', name: 'Bench' },
    nextAt,
    paused: null,
  }
}

async function watch(slack: Slack, dueAt: number): Promise<Lateness> {
  if (Date.now() > dueAt) throw new Error('the desk was not ready before its digests were due')
  const rooms = () => new Set(slack.posted.map(({ room }) => room))
  await wait(dueAt - Date.now())
  const before = slack.callCount()
  await eventually(patienceMs, () => rooms().size === roomCount)
  const isQuiet = () => Date.now() - (slack.posted.at(-1)?.at ?? 0) > quietMs
  await eventually(patienceMs, isQuiet)
  const firstMs = [...rooms()].map((room) => (slack.posted.find((one) => one.room === room)?.at ?? 0) - dueAt)
  return {
    firstMs,
    lastMs: (slack.posted.at(-1)?.at ?? 0) - dueAt,
    messages: slack.posted.length,
    refused: slack.refused(),
    callsOf: slack.callsSince(before),
  }
}
