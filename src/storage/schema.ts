import type { Kysely, Transaction } from 'kysely'

/** The tables as the newest migration leaves them. */
export interface Schema {
  readonly language: LanguageRow
  readonly source: SourceRow
}

/** A language that somebody chose. The first four columns are the key. */
export interface LanguageRow {
  readonly platform: string
  readonly workspace: string
  readonly kind: string
  readonly id: string
  readonly locale: string
}

/** One row at most: `is_only` is always true, and the key. */
export interface SourceRow {
  readonly is_only: boolean
  readonly api_url: string
  readonly client_id: string
}

/**
 * The store itself, or a transaction open on it. Code that runs inside a transaction has to be given the
 * transaction: the embedded store has one connection, and a query past an open transaction waits for ever.
 */
export type StoreSession = Kysely<Schema> | Transaction<Schema>
