import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LanguageOwner } from '../../src/core/ports.ts'
import { claimSource } from '../../src/storage/copy/source.ts'
import { createLanguages } from '../../src/storage/languages.ts'
import { migrations } from '../../src/storage/migrations/migrations.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const names = Object.keys(migrations)
const misaki: LanguageOwner = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1' }
const source = { apiUrl: 'https://api.example.com/v1.0', clientId: 'client-1' }

/** Registers the tests that hold for every store; `connections` is how many it can use at once. */
export function storeContract(
  name: string,
  connections: number,
  makePlace: () => Promise<StorePlaceForTests>,
): void {
  describe(`a new store on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeEach(async () => {
      place = await makePlace()
      store = await openStore(place)
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    it('is not current until every migration has been applied', async () => {
      expect(await store.isCurrent()).toBe(false)
      expect(await store.migrate()).toEqual(names)
      expect(await store.isCurrent()).toBe(true)
      expect(await store.migrate()).toEqual([])

      await store.close()
      store = await openStore(place)
      expect(await store.isCurrent()).toBe(true)
      await sql`delete from kysely_migration where name = ${names.at(-1)}`.execute(store.db)
      expect(await store.isCurrent()).toBe(false)
    })

    it('is migrated once by two at the same time', async () => {
      const applied = await Promise.all([store.migrate(), store.migrate()])
      expect(applied.flat()).toEqual(names)
    })

    it('keeps what it was told when it is closed and opened again', async () => {
      await store.migrate()
      await createLanguages(store.db).choose(misaki, 'ja')
      await claimSource(store, source)

      await store.close()
      store = await openStore(place)
      expect(await createLanguages(store.db).find(misaki)).toBe('ja')
      await expect(claimSource(store, { ...source, clientId: 'client-2' })).rejects.toThrow('client-1')
    })

    it('may be closed twice, also unused, and then is unusable', async () => {
      await Promise.all([store.close(), store.close()])
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreUnusable' })
    })
  })

  describe(`a store on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
    })
    afterEach(async () => {
      await store.db.deleteFrom('language').execute()
      await store.db.deleteFrom('source').execute()
      await sql`delete from kysely_migration where name = '9999-later'`.execute(store.db)
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    describe('languages', () => {
      it('are unknown until chosen, follow the last choice, and can be forgotten', async () => {
        const languages = createLanguages(store.db)
        expect(await languages.find(misaki)).toBeUndefined()
        await languages.choose(misaki, 'ko')
        await languages.choose(misaki, 'zh-TW')
        expect(await languages.find(misaki)).toBe('zh-TW')
        await languages.forget(misaki)
        expect(await languages.find(misaki)).toBeUndefined()
        await languages.forget(misaki)
      })

      it.each<[string, Partial<LanguageOwner>]>([
        ['another person', { id: 'U2' }],
        ['a room of the same id', { kind: 'room' }],
        ['the same id in another workspace', { workspace: 'T2' }],
        ['the same id on another platform', { platform: 'lineworks' }],
      ])('are not shared with %s', async (_, other) => {
        const languages = createLanguages(store.db)
        await languages.choose(misaki, 'ja')
        await languages.choose({ ...misaki, ...other }, 'ko')
        expect(await languages.find(misaki)).toBe('ja')
        await languages.forget({ ...misaki, ...other })
        expect(await languages.find(misaki)).toBe('ja')
        expect(await languages.find({ ...misaki, ...other })).toBeUndefined()
      })

      it('take many choices at the same time', async () => {
        const languages = createLanguages(store.db)
        const people = Array.from({ length: 20 }, (_, number) => ({ ...misaki, id: `U${number % 4}` }))
        await Promise.all(people.map((person) => languages.choose(person, 'zh-CN')))
        const found = await store.db.selectFrom('language').select(['id', 'locale']).orderBy('id').execute()
        expect(found).toEqual(['U0', 'U1', 'U2', 'U3'].map((id) => ({ id, locale: 'zh-CN' })))
      })

      it('count as not chosen when this version does not know them', async () => {
        const row = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1', locale: 'th' }
        await store.db.insertInto('language').values(row).execute()
        expect(await createLanguages(store.db).find(misaki)).toBeUndefined()
      })

      it('chosen in a transaction are gone with it', async () => {
        const undone = store.db.transaction().execute(async (transaction) => {
          const languages = createLanguages(transaction)
          await languages.choose(misaki, 'ja')
          expect(await languages.find(misaki)).toBe('ja')
          throw new Error('changed my mind')
        })
        await expect(undone).rejects.toThrow('changed my mind')
        expect(await createLanguages(store.db).find(misaki)).toBeUndefined()
      })
    })

    describe('the source', () => {
      it('is the first that claims it, for good', async () => {
        await claimSource(store, source)
        await claimSource(store, source)
        const other = { apiUrl: 'https://other.example.com/v1.0', clientId: 'client-2' }
        await expect(claimSource(store, other)).rejects.toMatchObject({
          name: 'StoreOfAnotherSource',
          message: expect.stringMatching(/api\.example\.com.*client-1.*other\.example\.com.*client-2/),
        })
        await claimSource(store, source)
      })

      it.each([{ apiUrl: 'http://127.0.0.1:4010/v1.0' }, { clientId: 'client-2' }])(
        'is another with %o',
        async (other) => {
          await claimSource(store, source)
          await expect(claimSource(store, { ...source, ...other })).rejects.toThrow('cannot be used with')
        },
      )

      it('is one of two that claim it at the same time', async () => {
        const claims = ['client-1', 'client-2'].map((clientId) => claimSource(store, { ...source, clientId }))
        const outcomes = await Promise.allSettled(claims)
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      })
    })

    it('gives every kind of column alike', async () => {
      const { rows } = await sql`
        select count(*) as count, 9007199254740993::int8 as beyond, 7::int4 as whole, true as truth,
          date '2026-03-31' as day, timestamptz '2026-03-31T23:30:00+09:00' as instant,
          0.1::numeric as exact, 0.5::float8 as float, '10000001' as id,
          ${JSON.stringify(['a', { b: null }])}::jsonb as json, array['x', 'y'] as list, null as nothing
        from (values (1), (2)) as two`.execute(store.db)
      expect(rows).toEqual([
        {
          count: 2,
          beyond: 9_007_199_254_740_993n,
          whole: 7,
          truth: true,
          day: '2026-03-31',
          instant: new Date('2026-03-31T14:30:00Z'),
          exact: '0.1',
          float: 0.5,
          id: '10000001',
          json: ['a', { b: null }],
          list: ['x', 'y'],
          nothing: null,
        },
      ])
    })

    it('is left alone where a newer version has migrated it', async () => {
      await sql`insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')`.execute(store.db)
      await expect(store.migrate()).rejects.toMatchObject({
        name: 'StoreTooNew',
        message: expect.stringContaining('newer version (9999-later)'),
      })
      expect(await store.isCurrent()).toBe(true)
    })

    it('passes its check while it can be asked', async () => {
      await expect(store.check()).resolves.toBeUndefined()
    })

    it('fails its check after two seconds without an answer', async () => {
      let letGo = () => {}
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      let begun = 0
      const transactions = Array.from({ length: connections }, () =>
        store.db.transaction().execute(async (transaction) => {
          await sql`select 1`.execute(transaction)
          begun += 1
          await held
        }),
      )
      await vi.waitUntil(() => begun === connections, { interval: 1, timeout: 20_000 })

      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        const check = store.check().catch((error: Error) => error)
        await vi.advanceTimersByTimeAsync(2_000)
        expect(await check).toMatchObject({
          name: 'StoreUnusable',
          message: expect.stringContaining('no answer within 2000 ms'),
        })
      } finally {
        vi.useRealTimers()
        letGo()
      }
      await Promise.all(transactions)
      await store.check()
    })
  })
}
