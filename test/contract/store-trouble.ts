import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createClaims } from '../../src/storage/claims.ts'
import { inTime } from '../../src/storage/in-time.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { gate } from '../helpers/gate.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

/** Registers the tests that hold for what every store says of its troubles. */
export function storeTroubleContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`trouble with a store on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
    })
    // The next finds it well again.
    afterEach(async () => {
      await expect.poll(() => store.health.downForMs()).toBe(0)
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    it.each([
      ['a wrong statement', 'select nothing from nowhere', '42P01'],
      ['a constraint', `insert into language (platform) values ('slack')`, '23502'],
      ['a value that does not fit', `select 'x'::int`, '22P02'],
    ])('is not %s: that is a fault of ours', async (_what, statement, code) => {
      await expect(sql.raw(statement).execute(store.db)).rejects.toMatchObject({ code })
      expect(store.health.downForMs()).toBe(0)
    })

    it.each([
      ['a statement that is cancelled', '57014'],
      ['a server that ends', '57P01'],
      ['a full disk', '53100'],
      ['too many connections', '53300'],
      ['a lost connection', '08006'],
      ['a disk that fails', '58030'],
      ['a standby that takes no writes', '25006'],
    ])('is %s', async (_what, code) => {
      const failing = sql`do ${sql.raw(`$$ begin raise exception 'told to fail' using errcode = '${code}'; end $$`)}`
      await expect(failing.execute(store.db)).rejects.toMatchObject({
        code: 'store_down',
        message: 'the store failed: told to fail',
        cause: { code },
      })
      expect(store.health.downForMs()).toBeGreaterThan(0)
      // It finds out by itself that it is back.
      await expect.poll(() => store.health.downForMs()).toBe(0)
    })

    it('within a transaction is told like any other, and undoes it', async () => {
      const cut = store.db.transaction().execute(async (transaction) => {
        await sql`insert into claim values ('i', 'slack', 'T1', 'U1', 'Misaki')`.execute(transaction)
        await sql`do ${sql.raw(`$$ begin raise exception 'gone' using errcode = '57P01'; end $$`)}`.execute(
          transaction,
        )
      })
      await expect(cut).rejects.toMatchObject({ code: 'store_down' })
      expect(await createClaims(store.db).all()).toEqual([])
    })

    it('is what a check finds that is not answered in time', async () => {
      const { opened, open } = gate()
      // As many as there are connections.
      const holding = Array.from({ length: 10 }, () => store.db.transaction().execute(() => opened))
      const told = await store.check().catch((error: unknown) => error)
      open()
      await Promise.all(holding)
      expect(told).toMatchObject({
        name: 'StoreUnusable',
        message: 'The store cannot be used: no answer within 2000 ms',
      })
      await store.check()
    })

    it('is told at once to people while it is known, and no longer when it is over', async () => {
      const claims = inTime(createClaims(store.db), store)
      expect(await claims.all()).toEqual([])
      store.health.failed()
      await expect(claims.all()).rejects.toMatchObject({ code: 'store_down' })
      await expect.poll(() => claims.all().catch(() => undefined)).toEqual([])
    })
  })

  describe(`trouble with a store of its own on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeEach(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    it('after its end is told to people as well', async () => {
      const claims = inTime(createClaims(store.db), store)
      await store.close()
      await expect(claims.all()).rejects.toMatchObject({ code: 'store_down' })
    })

    it('is not told by its age, which says how the tables stand to this version', async () => {
      expect(await store.schemaAge()).toBe('current')
      await sql`insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')`.execute(store.db)
      expect(await store.schemaAge()).toBe('newer')
      await sql`delete from kysely_migration where name like '0001%'`.execute(store.db)
      expect(await store.schemaAge()).toBe('older')
    })
  })
}
