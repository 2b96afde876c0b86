/**
 * Kills one `serve` and two `work` processes on one PostgreSQL with SIGKILL at random moments while digests are being
 * sent, to a Slack and a LINE WORKS that drop connections, sometimes after they took a message in:
 * `digests.ts [--rounds N]`. Ends with 1 where a room in Slack has no digest or any message of it twice, or where a
 * room in LINE WORKS has a message twice, or lacks one without its day being `uncertain` or `failed`.
 *
 * Each round adds rooms whose digest is due at once, and kills up to two of the processes; the last rounds' rooms are
 * waited for.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { findPostgres, makeDatabase } from '../helpers/store-places.ts'
import { startShakyPlatforms } from './shaky-platforms.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } })
const rounds = Number(values.rounds)
const roomsPerRound = { slack: 6, lineworks: 4 } as const
const longestLifeMs = 4_000
/** What a killed process was at is leased to it for a minute, and what is unclear is looked for after 15 s. */
const drainMs = 240_000

const server = await findPostgres()
if (!server) throw new Error('no PostgreSQL')
const place = await makeDatabase(server)
const sandbox = await startSandbox({
  ...{ port: 0, customers: 60, seed: 'chaos', rateLimit: 100_000, timeScale: 1, deskUrl: () => '' },
})
const platforms = await startShakyPlatforms(sandbox)
const port = await freePort()
const environment = {
  ...platforms.environment,
  DATABASE_URL: place.databaseUrl,
  PORT: String(port),
  HOST: '127.0.0.1',
  WORKS_RATE_LIMIT: '100000',
  LOG_LEVEL: 'error',
}
const store = await openStore(place)
const rooms: { platform: 'slack' | 'lineworks'; workspace: string; room: string }[] = []

try {
  for (const verb of ['migrate', 'collect']) {
    const prepared = run('src/main.ts', [verb], environment)
    if ((await prepared.ended) !== 0) throw new Error(`${verb}: ${prepared.output()}${prepared.errors()}`)
  }
  const verbs = ['serve', 'work', 'work'] as const
  const processes: Running[] = await Promise.all(verbs.map(start))
  let kills = 0
  for (let round = 1; round <= rounds; round += 1) {
    await addRooms(round)
    await wait(Math.random() * longestLifeMs)
    const victims = verbs.map((_, index) => index).filter(() => Math.random() < 0.5)
    for (const index of victims.slice(0, 2)) {
      const [verb, victim] = [verbs[index], processes[index]]
      if (!verb || !victim) continue
      victim.process.kill('SIGKILL')
      await victim.ended
      kills += 1
      processes[index] = await start(verb)
    }
  }
  const givenUpAt = Date.now() + drainMs
  while (Date.now() < givenUpAt && (await openSlots()) > 0) await wait(1_000)
  await Promise.all(processes.map((running) => running.stop()))

  const slots = await store.db.selectFrom('digest_slot').select(['room', 'state', 'reason']).execute()
  const stateOf = new Map(slots.map(({ room, state }) => [room, state]))
  const of = (platform: string) => rooms.filter((room) => room.platform === platform)
  const received = Map.groupBy(platforms.accepted, ({ room }) => room)
  const twice = rooms.filter(({ room }) => hasTwice(received.get(room) ?? []))
  const slackWithout = of('slack').filter(({ room }) => !received.get(room)?.some(({ thread }) => !thread))
  const unexplained = of('lineworks').filter(
    ({ room }) => !received.has(room) && !['uncertain', 'failed'].includes(stateOf.get(room) ?? ''),
  )
  const notSent = of('slack').filter(({ room }) => stateOf.get(room) !== 'sent')
  const figures = {
    rounds,
    kills,
    troubles: Object.fromEntries(platforms.troubles),
    messages: platforms.accepted.length,
    slack: {
      rooms: of('slack').length,
      withoutDigest: slackWithout.map(({ room }) => room),
      notSettledAsSent: notSent.map(({ room }) => `${room}: ${stateOf.get(room)}`),
    },
    lineworks: {
      rooms: of('lineworks').length,
      states: countBy(of('lineworks').map(({ room }) => stateOf.get(room) ?? 'none')),
      missingWithoutReason: unexplained.map(({ room }) => room),
    },
    twice: twice.map(({ platform, room }) => `${platform} ${room}`),
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  if (twice.length + slackWithout.length + notSent.length + unexplained.length > 0) process.exitCode = 1
} finally {
  await store.close()
  await platforms.close()
  await sandbox.close()
  await place.remove()
}

async function start(verb: 'serve' | 'work'): Promise<Running> {
  const running = run('src/main.ts', [verb], environment)
  if (verb === 'serve') await until(running, () => isReady(`http://127.0.0.1:${port}`))
  else await until(running, async () => running.output().includes('background'))
  return running
}

/** Rooms that nobody has set up by a command; what they get is the same. */
async function addRooms(round: number): Promise<void> {
  for (const [platform, count] of Object.entries(roomsPerRound)) {
    for (let index = 0; index < count; index += 1) {
      const workspace = platform === 'slack' ? 'T0CHAOS0001' : '40029600'
      const id = `${platform === 'slack' ? 'C' : 'W'}0ROUND${round}N${index}`
      const room = { platform: platform as 'slack' | 'lineworks', workspace, room: id }
      rooms.push(room)
      const minute = new Date(Date.now() - 60_000).toISOString().slice(0, 16)
      const at = minute.slice(11)
      await store.db
        .insertInto('digest')
        .values({
          ...room,
          is_direct: false,
          rule: JSON.stringify({ at, zone: 'UTC', days: 30, locale: 'en', contains: null, everyDay: true }),
          set_by: 'U0MISAKI001',
          set_by_name: 'Misaki',
          next_at: new Date(`${minute}:00Z`),
          paused: null,
        })
        .execute()
    }
  }
}

async function openSlots(): Promise<number> {
  const open = await store.db
    .selectFrom('digest_slot')
    .select('room')
    .where('state', 'in', ['due', 'ready'])
    .execute()
  const made = await store.db.selectFrom('digest_slot').select('room').execute()
  return open.length + rooms.length - made.length
}

/** The same message more than once, or two parents. */
function hasTwice(messages: readonly { thread: string | undefined; text: string; metadata: unknown }[]) {
  const parents = messages.filter(({ metadata, thread }) => metadata && !thread)
  const ids = messages.map(({ metadata, text }) => (metadata ? JSON.stringify(metadata) : text))
  return parents.length > 1 || new Set(ids).size < ids.length
}

function countBy(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]))
}
