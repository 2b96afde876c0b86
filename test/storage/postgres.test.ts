import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../src/storage/migrations/migrations.ts'
import { openPostgres } from '../../src/storage/open/open-postgres.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { openWay } from '../helpers/open-way.ts'
import { run } from '../helpers/processes.ts'
import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, runOn } from '../helpers/store-places.ts'

await onPostgres((server) => {
  describe('the store on PostgreSQL', () => {
    let place: Awaited<ReturnType<typeof makeDatabase>>
    let store: Store

    beforeEach(async () => {
      place = await makeDatabase(server)
      store = await openStore(place)
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    const readProcessId = async (session: Store['db']) => {
      const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(session)
      return rows[0]?.id
    }

    it('is migrated once by several processes at the same time', async () => {
      const processes = [1, 2, 3].map(() =>
        run('test/helpers/store-process.ts', ['migrate', place.databaseUrl], {}),
      )
      expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0])
      const printed = processes.map((each) => `${each.errors()}${each.output().trim()}`)
      expect(printed.filter((line) => line)).toEqual([Object.keys(migrations).join(' ')])
      expect(await store.isCurrent()).toBe(true)
    })

    it('gives a connection up that has fallen silent, and goes on over a new one', async () => {
      const { hostname, port, pathname, username } = new URL(place.databaseUrl)
      const way = await openWay({ host: hostname, port: Number(port) })
      const url = `postgres://${username}@127.0.0.1:${way.port}${pathname}`
      const distant = await openPostgres(url, { silenceMs: 300 })
      way.swallow()
      await expect(readProcessId(distant.db)).rejects.toThrow()
      way.passOn()
      expect(await readProcessId(distant.db)).toBeGreaterThan(0)
      await distant.close()
      await way.close()
    })

    it('keeps nobody waiting for a server that has fallen silent, once it is given up or closed', async () => {
      const { hostname, port, pathname, username } = new URL(place.databaseUrl)
      const way = await openWay({ host: hostname, port: Number(port) })
      const url = `postgres://${username}@127.0.0.1:${way.port}${pathname}`
      const [left, closed] = [await openPostgres(url), await openPostgres(url)]
      for (const each of [left, closed]) await readProcessId(each.db)
      way.swallow()
      const begunAt = performance.now()
      const waiting = [left, closed].map(({ db }) => readProcessId(db).catch((error: unknown) => error))
      left.giveUp()
      expect(await waiting[0]).toMatchObject({ code: 'store_down' })
      await expect(readProcessId(left.db)).rejects.toMatchObject({ code: 'store_down' })
      await Promise.all([left.close(), closed.close()])
      expect(await waiting[1]).toMatchObject({ code: 'store_down' })
      expect(performance.now() - begunAt).toBeLessThan(4_000)
      await way.close()
    })

    it('outlives the loss of an idle connection', async () => {
      const lost = await readProcessId(store.db)
      await runOn(server, `select pg_terminate_backend(${lost}, 5000)`)
      await expect.poll(() => readProcessId(store.db).catch(() => lost)).not.toBe(lost)
      await store.check()
    })

    it('fails the transaction that loses its connection, and nothing else', async () => {
      const cut = store.db.transaction().execute(async (transaction) => {
        await runOn(server, `select pg_terminate_backend(${await readProcessId(transaction)}, 5000)`)
        await sql`select 1`.execute(transaction)
      })
      await expect(cut).rejects.toThrow(/terminat|not queryable/)
      await store.check()
    })

    it('fails the query that loses its connection, and nothing else', async () => {
      const id = await readProcessId(store.db)
      const cut = sql`select pg_sleep(60)`.execute(store.db)
      const isFailing = expect(cut).rejects.toThrow(/terminat/)
      await runOn(server, `select pg_terminate_backend(${id}, 5000)`)
      await isFailing
      await store.check()
    })

    it('uses ten connections at most, each with limits of time', async () => {
      const ask = () =>
        sql<{ id: number; statement: string; idle: string }>`
          select pg_backend_pid() as id, current_setting('statement_timeout') as statement,
            current_setting('idle_in_transaction_session_timeout') as idle, pg_sleep(0.05)`.execute(store.db)
      const answers = (await Promise.all(Array.from({ length: 25 }, ask))).flatMap(({ rows }) => rows)
      expect(new Set(answers.map(({ id }) => id)).size).toBe(10)
      expect(new Set(answers.map(({ statement, idle }) => `${statement} ${idle}`))).toEqual(
        new Set(['10s 30s']),
      )
    })

    it.each([
      [
        'a server that is not there',
        'postgres://desk:hunter2@127.0.0.1:1/desk',
        '127.0.0.1:1, database desk',
      ],
      ['a URL that is none', 'postgres://desk:hunter2@127.0.0.1:99999/desk', 'DATABASE_URL cannot be read'],
    ])('names %s, and no password', async (_, databaseUrl, told) => {
      const error = await openStore({ databaseUrl, dataDir: '' }).catch((error: Error) => error)
      expect(error).toMatchObject({ name: 'StoreUnusable', message: expect.stringContaining(told) })
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
    })
  })
})
