import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { vacuumCustomers } from '../../src/storage/copy/vacuum-customers.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { makeDataDir } from '../helpers/store-places.ts'

it('keeps the embedded store from growing with every pass', async () => {
  const place = await makeDataDir()
  const store = await openStore(place)
  await store.migrate()
  await sql`
    insert into customer (domain_id, listed, revision)
    select number::text, jsonb_build_object('memo', repeat('x', 200)), 0 from generate_series(1, 500) as number`.execute(
    store.db,
  )
  const sizes: number[] = []
  for (let pass = 0; pass < 8; pass += 1) {
    await sql`insert into reading (domain_id, pass) select domain_id, ${pass}::bigint from customer`.execute(
      store.db,
    )
    await sql`update customer set revision = revision + 1`.execute(store.db)
    await sql`delete from reading`.execute(store.db)
    await vacuumCustomers(store.db)
    const { rows } = await sql<{ bytes: number }>`
      select pg_total_relation_size('customer') + pg_total_relation_size('reading') as bytes`.execute(
      store.db,
    )
    sizes.push(rows[0]?.bytes ?? Number.NaN)
  }
  expect(Math.max(...sizes.slice(3))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 3)))
  await store.close()
  await place.remove()
})
