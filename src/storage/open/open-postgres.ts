import { Socket } from 'node:net'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool, type PoolConfig, types } from 'pg'
import type { Schema } from '../schema.ts'
import type { Store, StoreOptions } from '../store.ts'
import { readReason, StoreUnusable } from '../store-errors.ts'
import { checkAnswers } from './check-answers.ts'
import { columnParsers } from './column-parsers.ts'
import { isCurrent, migrate, schemaAge } from './migrate.ts'
import { watchDialect } from './watch-dialect.ts'
import { watchHealth } from './watch-health.ts'

/** Per process; a server allows 100 in all as it comes. */
const maxConnections = 10
/** For a connection, and for a free one of the pool. */
const connectTimeoutMs = 5_000
/** No query of the desk takes a second; what takes ten is stuck behind a lock. */
const statementTimeoutMs = 10_000
/**
 * A connection on which nothing has been heard for so long is broken, though nobody says so: an answer would have come,
 * and an idle one is closed by the pool before.
 */
const usualSilenceMs = 12_000
/** A process that hangs within a transaction must not keep others out for ever. */
const idleInTransactionTimeoutMs = 30_000
/** For saying goodbye to the server; one that does not answer must not keep the process. */
const goodbyeMs = 1_000

/** Opens the store on a PostgreSQL server. Rejects with `StoreUnusable` where that does not let us in. */
export async function openPostgres(
  databaseUrl: string,
  { silenceMs = usualSilenceMs, onError }: StoreOptions & { silenceMs?: number } = {},
): Promise<Store> {
  const server = describeServer(databaseUrl)
  const sockets = new Set<Socket>()
  let isGivenUp = false
  const pool = createPool(databaseUrl, {
    max: maxConnections,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    stream: () => {
      const socket = openSocket(silenceMs)
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // Once it is being connected: before, that would begin anew.
      if (isGivenUp) process.nextTick(() => socket.destroy(givenUp()))
      return socket
    },
  })
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw new StoreUnusable(`PostgreSQL cannot be used (${server}): ${readReason(error)}`, { cause: error })
  }

  const health = watchHealth({ ask: () => sql`select 1`.execute(db) })
  const db: Kysely<Schema> = new Kysely({
    dialect: watchDialect(new PostgresDialect({ pool }), health, onError),
  })
  let closing: Promise<void> | undefined
  const giveUp = () => {
    isGivenUp = true
    for (const socket of sockets) socket.destroy(givenUp())
  }
  return {
    kind: 'postgres',
    db,
    health,
    isCurrent: () => isCurrent(db),
    schemaAge: () => schemaAge(db),
    migrate: () => migrateAlone(databaseUrl),
    check: () => checkAnswers(db),
    giveUp,
    close: () => {
      health.close()
      setTimeout(giveUp, goodbyeMs).unref()
      closing ??= close(db, pool)
      return closing
    },
  }
}

/** A migration may take its time, and waits for one that is under way: on a connection without our limits. */
async function migrateAlone(databaseUrl: string): Promise<readonly string[]> {
  const pool = createPool(databaseUrl, { max: 1 })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await migrate(db)
  } finally {
    await close(db, pool)
  }
}

/** Kysely ends the pool too, but only where it has been asked something before. */
async function close(db: Kysely<Schema>, pool: Pool): Promise<void> {
  await db.destroy()
  if (!pool.ended) await pool.end()
}

function createPool(databaseUrl: string, limits: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'partner-desk',
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && columnParsers[id]) || types.getTypeParser(id, format),
    },
    ...limits,
  })
  // When the server goes away, `pg` announces it on the pool for idle clients and on the client for busy ones,
  // and an error that nobody listens to ends the process. The pool has dropped the client by then, the query
  // under way has failed with the same error, and the next one connects anew: nothing is left to do.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function openSocket(silenceMs: number): Socket {
  const socket = new Socket()
  socket.setTimeout(silenceMs, () => socket.destroy(new Error(`nothing was heard for ${silenceMs} ms`)))
  return socket
}

function givenUp(): Error {
  return new Error('the store was given up')
}

/** Host and database, for messages: the URL itself may hold a password. */
function describeServer(databaseUrl: string): string {
  try {
    const { host, port, database } = new Client({ connectionString: databaseUrl })
    return `${host}:${port}, database ${database}`
  } catch {
    // What the parser says is left out: it quotes the URL.
    throw new StoreUnusable(
      'DATABASE_URL cannot be read: it has to be like postgres://desk@db.example.com/desk, and files it names to exist',
    )
  }
}
