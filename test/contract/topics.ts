import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import type { Place } from '../../src/core/topics.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createTopics, type KeptTopics } from '../../src/storage/topics.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const thread: Place = { platform: 'slack', workspace: 'T1', room: 'C1', thread: '1700000000.000100' }
const room: Place = { ...thread, thread: null }
const acme = '10000021' as DomainId
const yamada = '10000002' as DomainId
const long = '4611686018427387905' as DomainId
const hourMs = 3_600_000

/** Registers the tests that hold on every store for what talk has been about. */
export function topicsContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`topics on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let topics: KeptTopics

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      topics = createTopics(store.db)
    })
    afterEach(async () => {
      await store.db.deleteFrom('topic').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    /** People do not write within one millisecond, which is all that the embedded store tells apart. */
    const pass = () => sql`update topic set asked_at = asked_at - interval '1 second'`.execute(store.db)

    it('are those asked about, the newest first', async () => {
      await topics.note(thread, 'U1', [acme])
      await pass()
      await topics.note(thread, 'U2', [yamada])
      const found = await topics.find(thread, hourMs)
      expect(found).toEqual([
        { person: 'U2', domainId: yamada, at: expect.stringMatching(/^\d{4}-.*Z$/) },
        { person: 'U1', domainId: acme, at: expect.stringMatching(/^\d{4}-.*Z$/) },
      ])
    })

    it('come to the front when they are asked about again, and stay once', async () => {
      await topics.note(thread, 'U1', [acme])
      await pass()
      await topics.note(thread, 'U1', [yamada])
      await pass()
      await topics.note(thread, 'U1', [acme])
      expect((await topics.find(thread, hourMs)).map(({ domainId }) => domainId)).toEqual([acme, yamada])
    })

    it('of one question have the last named first, and ids stay exact', async () => {
      await topics.note(thread, 'U1', [acme, long, acme])
      const found = await topics.find(thread, hourMs)
      expect(found.map(({ domainId }) => domainId)).toEqual([long, acme])
      const [newest, older] = found.map(({ at }) => Date.parse(at))
      expect((newest ?? 0) - (older ?? 0)).toBeLessThanOrEqual(1)
    })

    it('belong to their thread, and the room itself is a place of its own', async () => {
      await topics.note(thread, 'U1', [acme])
      await topics.note(room, 'U1', [yamada])
      expect(await topics.find({ ...thread, thread: '1700000000.000200' }, hourMs)).toEqual([])
      expect(await topics.find({ ...thread, room: 'C2' }, hourMs)).toEqual([])
      expect(await topics.find({ ...thread, workspace: 'T2' }, hourMs)).toEqual([])
      expect(await topics.find({ ...thread, platform: 'lineworks' }, hourMs)).toEqual([])
      expect(await topics.find(room, hourMs)).toMatchObject([{ person: 'U1', domainId: yamada }])
    })

    it('are forgotten after a while', async () => {
      await topics.note(thread, 'U1', [acme])
      expect(await topics.find(thread, -1)).toEqual([])
      await topics.prune(hourMs)
      expect(await topics.find(thread, hourMs)).toHaveLength(1)
      await topics.prune(-1)
      expect(await topics.find(thread, hourMs)).toEqual([])
    })

    it('are none where nobody was named', async () => {
      await topics.note(thread, 'U1', [])
      expect(await topics.find(thread, hourMs)).toEqual([])
    })

    it('are all kept when many people ask at once', async () => {
      const people = Array.from({ length: 20 }, (_, number) => `U${number}`)
      await Promise.all(people.map((person) => topics.note(thread, person, [acme, yamada])))
      expect(await topics.find(thread, hourMs)).toHaveLength(40)
    })
  })
}
