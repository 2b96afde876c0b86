import type { Store } from '../store.ts'

/** Whose customers a store holds: a Partner API, and the client that it was read with. */
export interface Source {
  readonly apiUrl: string
  readonly clientId: string
}

/** The store holds another partner's customers, or the sandbox's. */
export class StoreOfAnotherSource extends Error {
  override readonly name = 'StoreOfAnotherSource'

  constructor(was: Source, given: Source) {
    super(
      `The store was filled from ${was.apiUrl} (client ${was.clientId}) and cannot be used with ` +
        `${given.apiUrl} (client ${given.clientId}); set another DATA_DIR or DATABASE_URL.`,
    )
  }
}

/**
 * Makes a new store the given source's for good, and rejects with `StoreOfAnotherSource` where it is another's.
 * The URL must hold no password: it is kept, and shown.
 */
export async function claimSource({ db }: Pick<Store, 'db'>, given: Source): Promise<void> {
  await db
    .insertInto('source')
    .values({ is_only: true, api_url: given.apiUrl, client_id: given.clientId })
    .onConflict((conflict) => conflict.column('is_only').doNothing())
    .execute()
  const row = await db.selectFrom('source').select(['api_url', 'client_id']).executeTakeFirstOrThrow()
  if (row.api_url !== given.apiUrl || row.client_id !== given.clientId) {
    throw new StoreOfAnotherSource({ apiUrl: row.api_url, clientId: row.client_id }, given)
  }
}
