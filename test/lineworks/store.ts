import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { createInbox } from '../../src/storage/inbox.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'

/** An embedded store for the tests of a file, with an empty inbox for each. */
export function useInboxStore() {
  let place: StorePlaceForTests
  let store: Store

  beforeAll(async () => {
    place = await makeDataDir()
    store = await openStore(place)
    await store.migrate()
  })
  afterEach(async () => {
    await store.db.deleteFrom('inbox').execute()
  })
  afterAll(async () => {
    await store.close()
    await place.remove()
  })

  return {
    /** As another process would have it. */
    inbox: (): Inbox => createInbox(store.db),
    rows: () => store.db.selectFrom('inbox').selectAll().orderBy('taken_at').execute(),
    outcomes: async () => {
      const rows = await store.db.selectFrom('inbox').select('outcome').orderBy('taken_at').execute()
      return rows.map(({ outcome }) => outcome)
    },
  }
}
