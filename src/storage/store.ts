import type { Kysely } from 'kysely'
import type { StoreHealth } from '../core/store-health.ts'
import type { Schema } from './schema.ts'

export interface StoreOptions {
  /** Told of each query, and each connection, that fails. */
  readonly onError?: () => void
}

/** What the desk remembers. Everything kept in it is reached through `db`, by the files named after it. */
export interface Store {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Kysely<Schema>
  /** Whether it answers. While it does not, it is asked by itself whether it is back. */
  readonly health: StoreHealth
  /** Whether every migration that this version knows has been applied. */
  isCurrent(): Promise<boolean>
  /** How the tables stand to this version. */
  schemaAge(): Promise<SchemaAge>
  /**
   * Applies what is missing, all of it or nothing; safe from several processes at once.
   * Gives the names of what it applied. Rejects with `StoreTooNew` where a newer version has been before.
   */
  migrate(): Promise<readonly string[]>
  /** Rejects with `StoreUnusable` where the store does not answer within two seconds. */
  check(): Promise<void>
  /**
   * For a process that stops while the store is out of order: what waits for it fails at once, and whatever else it is
   * asked. The embedded store, being part of the process, never keeps anybody waiting.
   */
  giveUp(): void
  /** Lets go of connections and folder; a second call does nothing. */
  close(): Promise<void>
}

/** `newer`: another version has been here that this one does not know. */
export type SchemaAge = 'current' | 'older' | 'newer'
