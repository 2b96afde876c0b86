import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, startApp } from '../src/app.ts'
import type { Log } from '../src/core/ports.ts'
import { openStore } from '../src/storage/open/open-store.ts'
import { say } from '../src/text/speak.ts'
import { type OwnPostgres, startOwnPostgres } from './chaos/own-postgres.ts'
import { type StoreProxy, startStoreProxy } from './chaos/store-proxy.ts'
import { freePort, isReady, type Running, run, until } from './helpers/processes.ts'
import { onPostgres } from './helpers/store-on-postgres.ts'
import { makeDatabase, type StorePlaceForTests } from './helpers/store-places.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'
import { createCollectedLog } from './works/collected-log.ts'

const person = 'U0MISAKI001'
const room = 'C0DESK00001'
const reader = { locale: 'ja', zone: 'Asia/Tokyo' } as const
const note = say('note.storeDown', reader)

let sandbox: TestSandbox
let deskUrl = ''

/** What stands in all rooms of Slack, for all to read or for one alone. */
async function shown(isEphemeral: boolean): Promise<string[]> {
  const messages = (await (await fetch(`${sandbox.url}/_sandbox/messages`)).json()) as {
    platform: string
    ephemeral: boolean
    payload: object
  }[]
  return messages
    .filter(({ platform, ephemeral }) => platform === 'slack' && ephemeral === isEphemeral)
    .map(({ payload }) => JSON.stringify(payload))
}

async function control(route: string, body: object): Promise<{ outcome?: string }> {
  const reply = await sandbox.control(route, body)
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as { outcome?: string }
}

/** Gives the one message that an asked line comes to in the end. */
async function answerTo(text: string): Promise<string> {
  await control('reset', {})
  await control('slack/command', { person, room, text })
  const working = say('slack.working', reader)
  const answers = async () => (await shown(true)).filter((each) => !each.includes(working))
  await expect.poll(answers).toHaveLength(1)
  return (await answers())[0] ?? expect.fail()
}

async function readiness(): Promise<{ status: number; reasons: string[] }> {
  const reply = await fetch(`${deskUrl}/readyz`)
  const { reasons } = (await reply.json()) as { reasons: string[] }
  return { status: reply.status, reasons }
}

afterEach(async () => {
  await sandbox.close()
})

await onPostgres((server) => {
  describe('a desk whose PostgreSQL falls silent', () => {
    let place: StorePlaceForTests
    let proxy: StoreProxy
    let app: App | undefined
    let log: Log & ReturnType<typeof createCollectedLog>

    beforeEach(async () => {
      sandbox = await startForTest({ deskUrl: () => deskUrl })
      const made = await makeDatabase(server)
      place = made
      const store = await openStore(place)
      await store.migrate()
      await store.close()
      const url = new URL(made.databaseUrl)
      proxy = await startStoreProxy({ host: url.hostname, port: Number(url.port || 5432) })
      url.hostname = '127.0.0.1'
      url.port = String(proxy.port)
      log = createCollectedLog()
      const settings = { ...sandbox.environment, DATABASE_URL: url.href, HOST: '127.0.0.1', PORT: '0' }
      app = await startApp(settings, () => log)
      deskUrl = app.url
    })
    afterEach(async () => {
      proxy.speak('breaks')
      await app?.stop()
      await proxy.close()
      await place.remove()
    })

    it('goes on answering, says what it leaves out, and is whole again afterwards', async () => {
      expect(await readiness()).toEqual({ status: 200, reasons: [] })

      proxy.fallSilent()
      expect(await answerTo('/customer 10000001')).toContain(note)
      const begunAt = performance.now()
      expect(await answerTo('/options 10000001')).toContain(note)
      // That it is silent is known by now, and not waited for again.
      expect(performance.now() - begunAt).toBeLessThan(2_000)
      expect(await answerTo('/desk expiring mine')).toContain(say('error.store_down', reader))
      expect(await readiness()).toEqual({ status: 503, reasons: ['store'] })
      expect((await fetch(`${deskUrl}/healthz`)).status).toBe(200)
      const said = { person, room, text: '@partner-desk customer 10000001' }
      expect(await control('slack/message', said)).toMatchObject({ outcome: 'dispatch_failed' })

      proxy.speak('breaks')
      await expect.poll(readiness).toEqual({ status: 200, reasons: [] })
      expect(await answerTo('/customer 10000001')).not.toContain(note)
    })

    it('stops in time, and nothing of it throws', async () => {
      proxy.fallSilent()
      await control('faults', { target: 'partner', kind: 'hang' })
      await control('slack/command', { person, room, text: '/customer 10000001' })
      const begunAt = performance.now()
      await app?.stop()
      expect(performance.now() - begunAt).toBeLessThan(16_000)
      app = undefined
      expect(log.lines.map(({ message }) => message)).toContain('stopping while the store does not answer')
    })

    it('says why it is not ready where another version has changed the tables', async () => {
      const store = await openStore(place)
      await sql`insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')`.execute(store.db)
      expect(await readiness()).toEqual({ status: 503, reasons: ['schema'] })
      await sql`delete from kysely_migration where name > '0009'`.execute(store.db)
      expect(await readiness()).toEqual({ status: 503, reasons: ['schema'] })
      await store.close()
    })

    it('says that it is stopping while answers are under way, and takes nothing new', async () => {
      await control('faults', { target: 'partner', kind: 'hang', times: 1 })
      await control('slack/command', { person, room, text: '/customer 10000001' })
      const stopped = app?.stop()
      expect(await readiness()).toEqual({ status: 503, reasons: ['stopping'] })
      expect((await fetch(`${deskUrl}/healthz`)).status).toBe(200)
      expect((await fetch(`${deskUrl}/slack/events`, { method: 'POST' })).status).toBe(503)
      await stopped
      app = undefined
      await expect(fetch(`${deskUrl}/healthz`)).rejects.toThrow()
    })
  })
})

describe('a desk whose PostgreSQL is stopped and started again', () => {
  let postgres: OwnPostgres | undefined
  const running: Running[] = []

  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()))
    await postgres?.remove()
  })

  it('goes on collecting, answering and making digests', async (context) => {
    // Reading them takes longer than the test.
    sandbox = await startForTest({ deskUrl: () => deskUrl, customers: 1_500, rateLimit: 100_000 })
    postgres = await startOwnPostgres()
    if (!postgres) return context.skip('there are no binaries of PostgreSQL')
    const store = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    await store.migrate()
    const port = await freePort()
    deskUrl = `http://127.0.0.1:${port}`
    const settings = {
      ...{
        ...sandbox.environment,
        DATABASE_URL: postgres.url,
        LOG_LEVEL: 'warn',
        WORKS_RATE_LIMIT: '100000',
      },
      ...{ HOST: '127.0.0.1', PORT: String(port) },
    }
    for (const verb of ['serve', 'work']) running.push(run('src/main.ts', [verb], settings))
    const [serve] = running
    if (!serve) throw new Error('nothing runs')
    await until(serve, () => isReady(deskUrl))
    // An hour ago: late, but not too late.
    const due = DateTime.now().setZone(reader.zone).minus({ hours: 1 }).startOf('minute')
    expect(await answerTo(`/desk digest daily ${due.toFormat('HH:mm')} every day`)).toContain('digest')
    const read = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from customer where subscriptions_at is not null`.execute(store.db)
      return rows[0]?.count ?? 0
    }
    await expect.poll(read).toBeGreaterThan(0)

    await postgres.stop()
    await expect.poll(readiness).toEqual({ status: 503, reasons: ['store'] })
    expect(await answerTo('/customer 10000001')).toContain('LINE WORKS Corp.')
    expect(running.map(({ process }) => process.exitCode)).toEqual([null, null])

    await postgres.start()
    await expect.poll(readiness).toEqual({ status: 200, reasons: [] })
    expect(await answerTo('/customer 10000001')).not.toContain(note)
    const before = await read()
    await store.db.updateTable('digest').set({ next_at: due.toJSDate() }).execute()
    // It waits for all customers to be read.
    const slots = () => store.db.selectFrom('digest_slot').select('state').execute()
    await expect.poll(slots).toHaveLength(1)
    await expect.poll(read).toBeGreaterThan(before)
    expect(running.map(({ process }) => process.exitCode)).toEqual([null, null])
    await store.close()
  })
})
