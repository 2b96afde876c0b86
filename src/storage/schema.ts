import type { Generated, GeneratedAlways, Kysely, Transaction } from 'kysely'

/** The tables as the newest migration leaves them. */
export interface Schema {
  readonly language: LanguageRow
  readonly source: SourceRow
  readonly customer: CustomerRow
  readonly customer_revision: CustomerRevisionRow
  readonly pass: PassRow
  readonly pass_cursor: PassCursorRow
  readonly reading: ReadingRow
  readonly request_window: RequestWindowRow
  readonly inbox: InboxRow
  readonly claim: ClaimRow
  readonly audit: AuditBatchRow
  readonly digest: DigestRow
  readonly digest_slot: DigestSlotRow
  readonly digest_part: DigestPartRow
  readonly digest_snapshot: DigestSnapshotRow
  readonly mark: MarkRow
  readonly topic: TopicRow
  readonly wrong_answer: WrongAnswerRow
  readonly installation: InstallationRow
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

/** A customer as it was last read. The JSON columns hold what `core` calls by the same name. */
export interface CustomerRow {
  readonly domain_id: string
  /** The customer itself, without personal data. */
  readonly listed: unknown
  /** Each part with the time at which it was asked for. */
  readonly subscriptions: unknown
  readonly subscriptions_at: Date | null
  readonly options: unknown
  readonly options_at: Date | null
  readonly tasks: unknown
  readonly tasks_at: Date | null
  /** The next day on which something ends or changes, as far as it was known when it was read. */
  readonly soonest_end_on: string | null
  readonly failure: string | null
  readonly failed_at: Date | null
  /** The last pass that found it in the list. */
  readonly listed_pass: number | null
  /** The last pass that has read it, or given it up. */
  readonly settled_pass: number | null
  /** Complete passes in a row that did not find it in the list. */
  readonly missed_passes: Generated<number>
  readonly gone_at: Date | null
  /** Of the last change that readers of copies can see. */
  readonly revision: number
}

/** One row: the last revision given out. */
export interface CustomerRevisionRow {
  readonly is_only: Generated<boolean>
  readonly value: number
}

/** A pass over all customers. At most one has not ended. */
export interface PassRow {
  readonly id: GeneratedAlways<number>
  readonly started_at: Date
  /** Where the list goes on; null at its beginning. */
  readonly next_cursor: string | null
  readonly pages: Generated<number>
  /** In a row. */
  readonly listing_failures: Generated<number>
  /** Who reads the list, and until when nobody else may; without a lister, when it may be tried again. */
  readonly lister: string | null
  readonly lister_until: Date | null
  readonly listed_at: Date | null
  /** The list was read to its end, so that who is not in it is absent. */
  readonly is_complete: Generated<boolean>
  readonly failure: string | null
  readonly ended_at: Date | null
}

/** A cursor that a pass has followed. */
export interface PassCursorRow {
  readonly pass: number
  readonly cursor_hash: string
}

/** A customer that waits to be read, or is being read. */
export interface ReadingRow {
  readonly domain_id: string
  /** Null where it is read outside passes. */
  readonly pass: number | null
  readonly tries: Generated<number>
  readonly not_before: Generated<Date>
  readonly reader: string | null
  readonly reader_until: Date | null
}

/** The window of an operation's limit that is running, or was the last. */
export interface RequestWindowRow {
  readonly operation: string
  readonly ends_at: Date
  /** What replies say the limit is, where that is lower than ours. */
  readonly limit_seen: number | null
  /** Requests that this store's processes have sent in it. */
  readonly people: Generated<number>
  readonly collecting: Generated<number>
  /** Requests of others, as replies tell. */
  readonly others: Generated<number>
  /** People who wait for the next window. */
  readonly waiting: Generated<number>
  /** People who waited for this one, and have not had their turn. */
  readonly reserved: Generated<number>
}

/** Something received that is answered, or has to be. The first two columns are the key. */
export interface InboxRow {
  readonly platform: string
  readonly key: string
  readonly payload: string
  readonly taken_at: Generated<Date>
  /** Until then nobody else goes on with it. */
  readonly leased_until: Date
  /** Whom it is leased to. */
  readonly holder: string
  /** From here on its answer may have reached somebody. */
  readonly sending_since: Date | null
  readonly outcome: string | null
  readonly settled_at: Date | null
}

/** Who sees to one thing that ends. */
export interface ClaimRow {
  readonly item: string
  readonly platform: string
  readonly workspace: string
  readonly person: string
  readonly person_name: string
  readonly claimed_at: Generated<Date>
}

/** Who asked what: several together, because that costs a fraction of a row each. */
export interface AuditBatchRow {
  readonly id: GeneratedAlways<number>
  /** Times of the oldest and of the newest. */
  readonly first_at: Date
  readonly last_at: Date
  /** A list of what `core` calls audit rows. JSON keeps their ids as they are, where a text takes no NUL. */
  readonly entries: unknown
}

/** What a room is to get. The first three columns are the key. */
export interface DigestRow {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly is_direct: boolean
  /** What `core` calls a rule. */
  readonly rule: unknown
  readonly set_by: string
  readonly set_by_name: string
  readonly next_at: Date
  readonly paused: string | null
}

/** The digest of one day. The first four columns are the key, so that a day has one. */
export interface DigestSlotRow {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly date: string
  readonly is_direct: boolean
  /** As it was when the day began. */
  readonly rule: unknown
  readonly set_by: string
  /** By the clock that answers speak by; the times below are the database's. */
  readonly due_at: Date
  readonly state: string
  /** Of the snapshot that the next one is compared with. */
  readonly snapshot: number | null
  readonly reason: string | null
  readonly link: string | null
  /** Whom it is leased to, and until when nobody else goes on with it. */
  readonly holder: string | null
  readonly leased_until: Date | null
  readonly not_before: Generated<Date>
  readonly created_at: Generated<Date>
  readonly settled_at: Date | null
}

/** One message of a digest, as it is sent. */
export interface DigestPartRow {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly date: string
  /** From 0, the parent. */
  readonly part: number
  readonly delivery_id: string
  readonly payload: string
  /** `waiting`, `sending`, `sent`, `failed` or `uncertain`. */
  readonly state: string
  readonly sending_since: Date | null
  readonly message_id: string | null
}

/** What all customers had when digests were made; equal ones are kept once. */
export interface DigestSnapshotRow {
  readonly id: number
  readonly content: unknown
  readonly created_at: Generated<Date>
}

/** What somebody has seen to, or put off. */
export interface MarkRow {
  readonly item: string
  readonly kind: string
  readonly until: string | null
  readonly platform: string
  readonly workspace: string
  readonly person: string
  readonly person_name: string
  readonly marked_at: Generated<Date>
}

/** A customer whom somebody has asked about, and where; `thread` is empty for a room as a whole. */
export interface TopicRow {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly thread: string
  readonly person: string
  readonly domain_id: string
  readonly asked_at: Date
}

/** A question whose answer somebody called wrong, and the command line that was answered. */
export interface WrongAnswerRow {
  readonly platform: string
  readonly workspace: string
  readonly person: string
  readonly question: string
  readonly line: string
  readonly marked_at: Generated<Date>
}

/** Where the desk is installed; `holder` is renewing what is sealed. */
export interface InstallationRow {
  readonly workspace: string
  readonly sealed: string
  readonly version: string
  readonly installed_at: Generated<Date>
  readonly changed_at: Generated<Date>
  readonly holder: string | null
  readonly leased_until: Date | null
}

/**
 * The store itself, or a transaction open on it. Code that runs inside a transaction has to be given the
 * transaction: the embedded store has one connection, and a query past an open transaction waits for ever.
 */
export type StoreSession = Kysely<Schema> | Transaction<Schema>
