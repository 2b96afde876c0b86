import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { describe, type ExpectStatic, it, type TestContext } from 'vitest'
import { startApp } from '../src/app.ts'
import { openStore } from '../src/storage/open/open-store.ts'
import { say } from '../src/text/speak.ts'
import { startOwnPostgres } from './chaos/own-postgres.ts'
import { startStoreProxy } from './chaos/store-proxy.ts'
import { freePort, isReady, run, until } from './helpers/processes.ts'
import { onPostgres } from './helpers/store-on-postgres.ts'
import { makeDatabase } from './helpers/store-places.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'
import { createCollectedLog } from './works/collected-log.ts'

const person = 'U0MISAKI001'
const room = 'C0DESK00001'
const reader = { locale: 'ja', zone: 'Asia/Tokyo' } as const
const note = say('note.storeDown', reader)

/** What people and a balancer can do with a desk on this sandbox. */
function around(sandbox: TestSandbox, deskUrl: () => string, expect: ExpectStatic) {
  /** What stands in all rooms of Slack for one person alone. */
  async function shown(): Promise<string[]> {
    const messages = (await (await fetch(`${sandbox.url}/_sandbox/messages`)).json()) as {
      platform: string
      ephemeral: boolean
      payload: object
    }[]
    return messages
      .filter(({ platform, ephemeral }) => platform === 'slack' && ephemeral)
      .map(({ payload }) => JSON.stringify(payload))
  }

  async function control(route: string, body: object): Promise<{ outcome?: string }> {
    const reply = await sandbox.control(route, body)
    if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as { outcome?: string }
  }

  return {
    control,

    /** Gives the one message that an asked line comes to in the end. */
    async answerTo(text: string): Promise<string> {
      await control('reset', {})
      await control('slack/command', { person, room, text })
      const working = say('slack.working', reader)
      const answers = async () => (await shown()).filter((each) => !each.includes(working))
      await expect.poll(answers).toHaveLength(1)
      return (await answers())[0] ?? expect.fail()
    },

    async readiness(): Promise<{ status: number; reasons: string[] }> {
      const reply = await fetch(`${deskUrl()}/readyz`)
      const { reasons } = (await reply.json()) as { reasons: string[] }
      return { status: reply.status, reasons }
    },
  }
}

/** A desk in this process whose store can fall silent, for one test. */
async function startDesk(server: string, { expect, onTestFinished }: TestContext) {
  let url = ''
  const sandbox = await startForTest({ deskUrl: () => url })
  onTestFinished(sandbox.close)
  const place = await makeDatabase(server)
  onTestFinished(place.remove)
  const store = await openStore(place)
  await store.migrate()
  await store.close()
  const throughProxy = new URL(place.databaseUrl)
  const proxy = await startStoreProxy({
    host: throughProxy.hostname,
    port: Number(throughProxy.port || 5432),
  })
  onTestFinished(proxy.close)
  throughProxy.hostname = '127.0.0.1'
  throughProxy.port = String(proxy.port)
  const log = createCollectedLog()
  const settings = { ...sandbox.environment, DATABASE_URL: throughProxy.href, HOST: '127.0.0.1', PORT: '0' }
  const app = await startApp(settings, () => log)
  url = app.url
  onTestFinished(async () => {
    proxy.speak('breaks')
    await app.stop()
  })
  return { ...around(sandbox, () => url, expect), url, place, proxy, app, log }
}

// Each waits for seconds and computes little, so that they wait side by side.
await onPostgres((server) => {
  describe.concurrent('a desk whose PostgreSQL falls silent', () => {
    it('goes on answering, says what it leaves out, and is whole again afterwards', async (context) => {
      const { expect } = context
      const { url, proxy, control, answerTo, readiness } = await startDesk(server, context)
      expect(await readiness()).toEqual({ status: 200, reasons: [] })

      proxy.fallSilent()
      expect(await answerTo('/customer 10000001')).toContain(note)
      const begunAt = performance.now()
      for (const command of ['options', 'subscriptions', 'customer']) {
        expect(await answerTo(`/${command} 10000001`)).toContain(note)
      }
      // That it is silent is known by now: to wait for it again would take two seconds each.
      expect(performance.now() - begunAt).toBeLessThan(6_000)
      expect(await answerTo('/desk expiring mine')).toContain(say('error.store_down', reader))
      expect(await readiness()).toEqual({ status: 503, reasons: ['store'] })
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      const said = { person, room, text: '@partner-desk customer 10000001' }
      expect(await control('slack/message', said)).toMatchObject({ outcome: 'dispatch_failed' })

      proxy.speak('breaks')
      await expect.poll(readiness).toEqual({ status: 200, reasons: [] })
      expect(await answerTo('/customer 10000001')).not.toContain(note)
    })

    it('stops in time, and nothing of it throws', async (context) => {
      const { expect } = context
      const { app, log, proxy, control } = await startDesk(server, context)
      proxy.fallSilent()
      await control('faults', { target: 'partner', kind: 'hang' })
      await control('slack/command', { person, room, text: '/customer 10000001' })
      const begunAt = performance.now()
      await app.stop()
      // So long operators are told to wait before they kill.
      expect(performance.now() - begunAt).toBeLessThan(20_000)
      expect(log.lines.map(({ message }) => message)).toContain('stopping while the store does not answer')
    })

    it('says why it is not ready where another version has changed the tables', async (context) => {
      const { expect } = context
      const { place, readiness } = await startDesk(server, context)
      const store = await openStore(place)
      await sql`insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')`.execute(store.db)
      expect(await readiness()).toEqual({ status: 503, reasons: ['schema'] })
      await sql`delete from kysely_migration where name > '0009'`.execute(store.db)
      expect(await readiness()).toEqual({ status: 503, reasons: ['schema'] })
      await store.close()
    })

    it('says that it is stopping while answers are under way, and takes nothing new', async (context) => {
      const { expect } = context
      const { url, app, control, readiness } = await startDesk(server, context)
      await control('faults', { target: 'partner', kind: 'hang', times: 1 })
      await control('slack/command', { person, room, text: '/customer 10000001' })
      const stopped = app.stop()
      expect(await readiness()).toEqual({ status: 503, reasons: ['stopping'] })
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect((await fetch(`${url}/slack/events`, { method: 'POST' })).status).toBe(503)
      await stopped
      await expect(fetch(`${url}/healthz`)).rejects.toThrow()
    })
  })
})

describe.concurrent('a desk whose PostgreSQL is stopped and started again', () => {
  it('goes on collecting, answering and making digests', async ({ expect, onTestFinished, skip }) => {
    const postgres = await startOwnPostgres()
    if (!postgres) return skip('there are no binaries of PostgreSQL')
    onTestFinished(postgres.remove)
    const port = await freePort()
    const deskUrl = `http://127.0.0.1:${port}`
    // Reading them takes longer than the test.
    const sandbox = await startForTest({ deskUrl: () => deskUrl, customers: 1_500, rateLimit: 100_000 })
    onTestFinished(sandbox.close)
    const { answerTo, readiness } = around(sandbox, () => deskUrl, expect)
    const store = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    onTestFinished(store.close)
    await store.migrate()
    const settings = {
      ...{
        ...sandbox.environment,
        DATABASE_URL: postgres.url,
        LOG_LEVEL: 'warn',
        WORKS_RATE_LIMIT: '100000',
      },
      ...{ HOST: '127.0.0.1', PORT: String(port) },
    }
    const [serve, work] = [run('src/main.ts', ['serve'], settings), run('src/main.ts', ['work'], settings)]
    onTestFinished(async () => void (await Promise.all([serve.stop(), work.stop()])))
    const exitCodes = () => [serve, work].map(({ process }) => process.exitCode)
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
    expect(exitCodes()).toEqual([null, null])

    await postgres.start()
    await expect.poll(readiness).toEqual({ status: 200, reasons: [] })
    expect(await answerTo('/customer 10000001')).not.toContain(note)
    const before = await read()
    await store.db.updateTable('digest').set({ next_at: due.toJSDate() }).execute()
    // It waits for all customers to be read.
    const slots = () => store.db.selectFrom('digest_slot').select('state').execute()
    await expect.poll(slots).toHaveLength(1)
    await expect.poll(read).toBeGreaterThan(before)
    expect(exitCodes()).toEqual([null, null])
  })
})
