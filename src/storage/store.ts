import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What the desk remembers. Everything kept in it is reached through `db`, by the files named after it. */
export interface Store {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Kysely<Schema>
  /** Whether every migration that this version knows has been applied. */
  isCurrent(): Promise<boolean>
  /**
   * Applies what is missing, all of it or nothing; safe from several processes at once.
   * Gives the names of what it applied. Rejects with `StoreTooNew` where a newer version has been before.
   */
  migrate(): Promise<readonly string[]>
  /** Rejects with `StoreUnusable` where the store does not answer within two seconds. */
  check(): Promise<void>
  /** Lets go of connections and folder; a second call does nothing. */
  close(): Promise<void>
}
