import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { DomainId } from '../../src/core/customer.ts'
import type { Installations } from '../../src/core/installations.ts'
import { createInstallations } from '../../src/storage/installations.ts'
import { createLanguages } from '../../src/storage/languages.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createTopics } from '../../src/storage/topics.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString() as Instant
/** Later than anything that a test does, by any clock. */
const later = fromNow(3_600_000)
const earlier = fromNow(-3_600_000)

/** Registers the tests that hold for installations on every store. */
export function installationsContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`installations on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let installations: Installations
    /** Those of another process. */
    let others: Installations

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      installations = createInstallations(store.db)
      others = createInstallations(store.db)
    })
    afterEach(async () => {
      for (const table of ['installation', 'language', 'topic', 'digest'] as const) {
        await store.db.deleteFrom(table).execute()
      }
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    it('are found by their workspace, as they were saved', async () => {
      const saved = await installations.save('T1', 'sealed one')
      await installations.save('E2', 'sealed two')
      expect(saved).toEqual({
        workspace: 'T1',
        sealed: 'sealed one',
        version: expect.stringMatching(/^[0-9a-f-]{36}$/),
        installedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      })
      expect(await others.find('T1')).toEqual(saved)
      expect(await others.find('T9')).toBeUndefined()
      expect((await others.all()).map(({ workspace }) => workspace)).toEqual(['E2', 'T1'])
    })

    it('have one row for a workspace, the last one installed', async () => {
      const first = await installations.save('T1', 'first')
      const second = await others.save('T1', 'second')
      expect(second.version).not.toBe(first.version)
      expect(await installations.all()).toEqual([second])
    })

    it('take other contents only in place of those that were read', async () => {
      const first = await installations.save('T1', 'first')
      const second = await installations.replace(first, 'second')
      expect(second).toMatchObject({ sealed: 'second', installedAt: first.installedAt })
      expect(second?.version).not.toBe(first.version)
      expect(await others.replace(first, 'third')).toBeUndefined()
      expect(await others.find('T1')).toEqual(second)
    })

    it('are not overwritten with what belonged to one that has ended', async () => {
      const first = await installations.save('T1', 'first')
      await installations.end('T1', later)
      expect(await others.replace(first, 'renewed')).toBeUndefined()
      await installations.save('T1', 'anew')
      expect(await others.replace(first, 'renewed')).toBeUndefined()
      expect((await installations.find('T1'))?.sealed).toBe('anew')
    })

    it('keep their version under another seal, which only that version takes', async () => {
      const first = await installations.save('T1', 'first')
      await installations.reseal(first, 'first, sealed anew')
      expect(await installations.find('T1')).toEqual({ ...first, sealed: 'first, sealed anew' })
      const second = await installations.replace(first, 'second')
      await others.reseal(first, 'first, sealed anew')
      expect(await installations.find('T1')).toEqual(second)
    })

    it('are leased to one holder at a time, until it lets go', async () => {
      await installations.save('T1', 'one')
      expect(await installations.lease('T1', 60_000)).toBe(true)
      expect(await others.lease('T1', 60_000)).toBe(false)
      expect(await installations.lease('T1', 60_000)).toBe(false)
      await others.letGo('T1')
      expect(await others.lease('T1', 60_000)).toBe(false)
      await installations.letGo('T1')
      expect(await others.lease('T1', 60_000)).toBe(true)
    })

    it('are leased each by itself, and not where there is none', async () => {
      await installations.save('T1', 'one')
      await installations.save('T2', 'two')
      expect(await installations.lease('T1', 60_000)).toBe(true)
      expect(await others.lease('T2', 60_000)).toBe(true)
      expect(await others.lease('T3', 60_000)).toBe(false)
    })

    it('are free again when a lease is over, also after its holder died', async () => {
      await installations.save('T1', 'one')
      expect(await installations.lease('T1', -1)).toBe(true)
      expect(await others.lease('T1', 60_000)).toBe(true)
      await installations.letGo('T1')
      expect(await installations.lease('T1', 60_000)).toBe(false)
    })

    it('go to one of many who want the lease at the same time', async () => {
      await installations.save('T1', 'one')
      const processes = Array.from({ length: 8 }, () => createInstallations(store.db))
      const leased = await Promise.all(processes.map((one) => one.lease('T1', 60_000)))
      expect(leased.filter(Boolean)).toHaveLength(1)
    })

    it('end with the digests, languages and topics of their workspace, and no others', async () => {
      const languages = createLanguages(store.db)
      const topics = createTopics(store.db)
      const owner = (platform: 'slack' | 'lineworks', workspace: string) =>
        ({ platform, workspace, kind: 'person', id: 'U1' }) as const
      for (const [platform, workspace] of [
        ['slack', 'T1'],
        ['slack', 'T2'],
        ['lineworks', 'T1'],
      ] as const) {
        await languages.choose(owner(platform, workspace), 'ja')
        await topics.note({ platform, workspace, room: 'C1', thread: null }, 'U1', ['1' as DomainId])
        await sql`
          insert into digest (platform, workspace, room, is_direct, rule, set_by, set_by_name, next_at)
          values (${platform}, ${workspace}, 'C1', false, '{}', 'U1', 'Misaki', now())`.execute(store.db)
      }
      await installations.save('T1', 'one')
      await installations.save('T2', 'two')

      expect(await installations.end('T1', later)).toBe(true)
      expect((await installations.all()).map(({ workspace }) => workspace)).toEqual(['T2'])
      for (const table of ['digest', 'language', 'topic'] as const) {
        const left = await store.db.selectFrom(table).select(['platform', 'workspace']).execute()
        const places = left.map(({ platform, workspace }) => `${platform} ${workspace}`)
        expect([table, ...places.toSorted()]).toEqual([table, 'lineworks T1', 'slack T2'])
      }
      expect(await installations.end('T1', later)).toBe(false)
    })

    it('stay where they were made after the end that is told of', async () => {
      const anew = await installations.save('T1', 'one')
      await createLanguages(store.db).choose(
        { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1' },
        'ja',
      )
      expect(await installations.end('T1', earlier)).toBe(false)
      expect(await installations.find('T1')).toEqual(anew)
      expect(await store.db.selectFrom('language').select('id').execute()).toHaveLength(1)
    })
  })
}
