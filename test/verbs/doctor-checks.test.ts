import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { storeFolder } from '../../src/app/desk-store.ts'
import { startApp } from '../../src/app.ts'
import { listenAsHolder } from '../../src/holder/listen-as-holder.ts'
import { createLog } from '../../src/log.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { checkClock } from '../../src/verbs/doctor/check-clock.ts'
import { describeCopy } from '../../src/verbs/doctor/describe-copy.ts'
import { describeLimit } from '../../src/verbs/doctor/describe-limit.ts'
import { describeScopes } from '../../src/verbs/doctor/describe-scopes.ts'
import { describeStore } from '../../src/verbs/doctor/describe-store.ts'
import { openHttp } from '../../src/works/http.ts'
import { verb } from '../helpers/run-verb.ts'
import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { startForTest } from '../sandbox/start-for-test.ts'
import { startScriptedServer } from '../works/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

describe('the doctor on the clock', () => {
  const noon = Date.parse('2026-03-02T12:00:00Z')

  /** What is said where the server answers with this date, and our clock stands at noon. */
  async function findings(date: string, status = 200) {
    const server = await startScriptedServer()
    cleanUps.push(() => server.close())
    server.play((response) => {
      response.sendDate = false
      response.writeHead(status, date ? { date } : {}).end()
    })
    const http = openHttp()
    cleanUps.push(() => http.close())
    const told = await checkClock(server.url, { http, wallClock: () => noon })
    return told.map(({ isWell, line }) => `${isWell ? 'ok' : 'FAIL'} ${line.replace(/127[\d.:]+/, 'HOST')}`)
  }

  const advice =
    '; have it set by NTP: with five minutes every request of Slack is refused, and LINE WORKS may refuse the sign-in'

  it.each([
    ['Mon, 02 Mar 2026 12:00:00 GMT', 'ok clock: 0 s off that of HOST'],
    ['Mon, 02 Mar 2026 11:59:59 GMT', 'ok clock: 0 s off that of HOST'],
    ['Mon, 02 Mar 2026 11:59:10 GMT', 'ok clock: 49 s off that of HOST'],
    ['Mon, 02 Mar 2026 12:00:50 GMT', 'ok clock: 50 s off that of HOST'],
    ['Mon, 02 Mar 2026 11:58:00 GMT', `FAIL clock: 120 s ahead of that of HOST${advice}`],
    ['Mon, 02 Mar 2026 13:00:00 GMT', `FAIL clock: 3601 s behind that of HOST${advice}`],
  ])('is measured by the date of an answer: %s', async (date, line) => {
    expect(await findings(date)).toEqual([line])
  })

  it('takes the date of a refusal as well', async () => {
    expect(await findings('Mon, 02 Mar 2026 12:00:00 GMT', 405)).toHaveLength(1)
  })

  it('says nothing where there is no date, or no answer', async () => {
    expect(await findings('')).toEqual([])
    expect(await findings('soon')).toEqual([])
    const http = openHttp()
    cleanUps.push(() => http.close())
    expect(await checkClock('http://127.0.0.1:1/', { http, wallClock: () => noon })).toEqual([])
  })
})

describe('the doctor on limits and scopes', () => {
  it.each([
    [240, 240, true, 'rate limit: 240 of the 240 requests a minute that the plan allows'],
    [100, 600, true, 'rate limit: 100 of the 600 requests a minute that the plan allows'],
    [240, undefined, true, 'rate limit: 240 requests a minute; LINE WORKS tells none of its own'],
    [
      240,
      60,
      false,
      'rate limit: the plan allows 60 requests a minute; set WORKS_RATE_LIMIT, now 240, to 60 or less',
    ],
  ])('our %s beside their %s', (ours, told, isWell, line) => {
    expect(describeLimit(ours, told)).toEqual({ isWell, line })
  })

  it.each([
    ['partner.read', false, true, /^scopes: partner\.read$/],
    ['partner.read bot user.read', true, true, /^scopes: partner\.read bot user\.read$/],
    ['bot user.read', true, false, /lacks partner\.read \(without it customers cannot be read\); add it/],
    ['partner.read,bot', true, false, /lacks user\.read \(without it names, languages and time zones/],
  ])('%s, with a bot: %s', (given, hasBot, isWell, line) => {
    expect(describeScopes(given, hasBot)).toEqual({ isWell, line: expect.stringMatching(line) })
  })
})

describe('the doctor on the store', () => {
  const slow = '; people are answered without it: look at its load and at the network'
  const newer = '; go on with the newer version here as well: processes of this one are not ready meanwhile'

  it.each([
    [false, 1_999, true, 'newest schema, answers within 1999 ms'],
    [false, 2_000, false, `newest schema, answers within 2000 ms${slow}`],
    [true, 3, false, `newer schema than this version knows, answers within 3 ms${newer}`],
    [true, 2_000, false, `newer schema than this version knows, answers within 2000 ms${newer}${slow}`],
  ])('with tables of a newer version: %s, within %d ms', (isNewer, tookMs, isWell, line) => {
    const where = 'on PostgreSQL'
    expect(describeStore({ where, isNewer, tookMs })).toEqual({ isWell, line: `store ${where}: ${line}` })
  })
})

await onPostgres((server) => {
  it('the doctor says that a newer version has been on the store, and does not guess at what it keeps there', async () => {
    const place = await makeDatabase(server)
    cleanUps.push(() => place.remove())
    const store = await openStore(place)
    await store.migrate()
    await sql`insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')`.execute(store.db)
    await sql`alter table customer rename to client`.execute(store.db)
    await store.close()
    const sandbox = await startForTest({ customers: 1 })
    cleanUps.push(() => sandbox.close())
    const { databaseUrl } = place
    const { status, output } = await verb(['doctor'], { ...sandbox.environment, DATABASE_URL: databaseUrl })
    const failed = output.split('\n').filter((line) => line.startsWith('FAIL'))
    expect(failed).toEqual([
      expect.stringMatching(
        /^FAIL store on PostgreSQL: newer schema than this version knows, answers within /,
      ),
    ])
    expect(status).toBe(1)
  })
})

describe('the doctor on the copy', () => {
  const copy = { customers: 60, failed: 0, waiting: 0, oldestSeconds: 90, lastPassSeconds: 90 }

  it.each([
    [{ ...copy }, true, 'copy: 60 customers; complete 90 s ago'],
    [
      { ...copy, failed: 2, lastPassSeconds: 6_000 },
      true,
      'copy: 60 customers, 2 of them not readable the last time; complete 100 minutes ago',
    ],
    [{ ...copy, lastPassSeconds: 86_400 }, true, 'copy: 60 customers; complete 24 hours ago'],
    [
      { ...copy, lastPassSeconds: 90_000 },
      false,
      'copy: 60 customers; complete 25 hours ago; see that serve or work runs, and what its log says of collecting',
    ],
    [
      { ...copy, lastPassSeconds: null },
      true,
      'copy: not complete yet; a desk that runs makes it, or npx partner-desk collect',
    ],
  ])('tells its age, and what to do: %j', (given, isWell, line) => {
    expect(describeCopy(given)).toEqual({ isWell, line })
  })

  it('asks the desk that holds the store', async () => {
    const place = await makeDataDir()
    cleanUps.push(() => place.remove())
    const sandbox = await startForTest({ customers: 1 })
    cleanUps.push(() => sandbox.close())
    const environment = { ...sandbox.environment, DATA_DIR: place.dataDir, PORT: '0', HOST: '127.0.0.1' }
    const app = await startApp(environment, () => createLog('silent'))
    cleanUps.push(() => app.stop())
    const figures = { copy: { ...copy, customers: 7 } }
    const holder = { figures: async () => figures } as unknown as Parameters<typeof listenAsHolder>[1]
    const holding = await listenAsHolder(storeFolder(app.surroundings.config, false), holder)
    cleanUps.push(() => holding.close())
    const { output } = await verb(['doctor'], environment)
    expect(output).toContain(
      'ok   store: held by a desk that runs\nok   copy: 7 customers; complete 90 s ago\n',
    )
  })

  it('says so where the plan allows less than is set', async () => {
    const place = await makeDataDir()
    cleanUps.push(() => place.remove())
    const sandbox = await startForTest({ customers: 1, rateLimit: 60 })
    cleanUps.push(() => sandbox.close())
    const { status, output } = await verb(['doctor'], { ...sandbox.environment, DATA_DIR: place.dataDir })
    expect([status, output]).toEqual([1, expect.stringContaining('FAIL rate limit: the plan allows 60 ')])
  })
})
