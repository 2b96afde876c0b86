import type { Selectable } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import type { Claim, Claims } from '../core/claims.ts'
import type { Item } from '../core/item.ts'
import { ownerColumns, toOwner } from './owner-columns.ts'
import type { ClaimRow, StoreSession } from './schema.ts'

/** Keeps in the store who sees to what. Each change is one statement, so that two at a time are one after the other. */
export function createClaims(session: StoreSession): Claims {
  return {
    async take(item, owner) {
      const row = await session
        .insertInto('claim')
        .values({ item, ...ownerColumns(owner) })
        // Changes nothing; but only what is inserted or updated is returned.
        .onConflict((conflict) => conflict.column('item').doUpdateSet({ item }))
        .returningAll()
        .executeTakeFirstOrThrow()
      return toClaim(row)
    },

    async takeOver(item, owner) {
      const row = await session
        .insertInto('claim')
        .values({ item, ...ownerColumns(owner) })
        .onConflict((conflict) =>
          conflict
            .column('item')
            .doUpdateSet(({ ref }) => ({ ...ownerColumns(owner), claimed_at: ref('excluded.claimed_at') })),
        )
        .returningAll()
        .executeTakeFirstOrThrow()
      return toClaim(row)
    },

    async release(item, { platform, workspace, person }) {
      await session
        .deleteFrom('claim')
        .where((row) => row.and({ item, platform, workspace, person }))
        .execute()
    },

    async all() {
      const rows = await session.selectFrom('claim').selectAll().orderBy('item').execute()
      return rows.map(toClaim)
    },
  }
}

function toClaim(row: Selectable<ClaimRow>): Claim {
  const { item, claimed_at: at } = row
  return { item: item as Item, owner: toOwner(row), at: at.toISOString() as Instant }
}
