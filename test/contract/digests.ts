import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'
import { createDigestsForTest, type DigestsForTest } from './digests/digests-for-test.ts'
import { messagesOfDigests } from './digests/messages.ts'
import { digestsOfRooms } from './digests/rooms.ts'
import { slotsOfDigests } from './digests/slots.ts'
import { snapshotsOfDigests } from './digests/snapshots.ts'

/** Registers the tests that hold for the ledger of digests on every store. */
export function digestsContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`digests on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let digests: DigestsForTest

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      digests = createDigestsForTest(store)
    })
    afterEach(async () => {
      for (const table of ['digest', 'digest_slot', 'digest_snapshot'] as const) {
        await store.db.deleteFrom(table).execute()
      }
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    digestsOfRooms(() => digests)
    slotsOfDigests(() => digests)
    messagesOfDigests(() => digests)
    snapshotsOfDigests(() => digests)
  })
}
