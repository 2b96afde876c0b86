import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'
import { type CustomersForTest, createCustomersForTest } from './customers/customers-for-test.ts'
import { customersAreKept } from './customers/kept.ts'
import { customersAreListed } from './customers/listed.ts'
import { customersAreRead } from './customers/read.ts'

/** Registers the tests that hold for the copy of customers on every store with so many connections. */
export function customersContract(
  name: string,
  connections: number,
  makePlace: () => Promise<StorePlaceForTests>,
): void {
  describe(`customers on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let customers: CustomersForTest

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      customers = createCustomersForTest(store)
    })
    afterEach(async () => {
      await sql`delete from reading`.execute(store.db)
      await sql`delete from customer`.execute(store.db)
      await sql`delete from pass`.execute(store.db)
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    customersAreKept(() => customers, connections)
    customersAreRead(() => customers)
    customersAreListed(() => customers)
  })
}
