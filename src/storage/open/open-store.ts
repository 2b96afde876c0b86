import type { Store, StoreOptions } from '../store.ts'

/** Where the store is. `databaseUrl` wins. */
export interface StorePlace {
  /** Of a PostgreSQL 15 or newer. */
  readonly databaseUrl?: string | undefined
  /** The embedded store's folder, made where it is missing. */
  readonly dataDir: string
}

/**
 * Opens the store and leaves its tables as they are. Rejects with `StoreHeld` where another process has the
 * folder, and with `StoreUnusable` where PostgreSQL does not let us in.
 */
export async function openStore(
  { databaseUrl, dataDir }: StorePlace,
  options: StoreOptions = {},
): Promise<Store> {
  // Whichever it is not costs nothing.
  if (databaseUrl) return (await import('./open-postgres.ts')).openPostgres(databaseUrl, options)
  return (await import('./open-embedded.ts')).openEmbedded(dataDir, options)
}
