import { DeskError } from '../core/errors.ts'

/** Another process works on the embedded store's folder. */
export class StoreHeld extends Error {
  override readonly name = 'StoreHeld'

  constructor(folder: string) {
    super(`The store in ${folder} is in use by another process; stop it, or set another DATA_DIR.`)
  }
}

/** The store cannot be reached, or does not answer. `message` holds no secret. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
}

/** A newer version of the desk has changed the tables in ways that this one does not know. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew'

  constructor(unknownMigrations: readonly string[]) {
    super(
      `The store was made by a newer version (${unknownMigrations.join(', ')}); run that version, or restore a backup.`,
    )
  }
}

/** What a driver's error says, in a line. A refused connection to several addresses has no message of its own. */
export function readReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message) return error.message
  return 'code' in error ? String(error.code) : error.name
}

/**
 * What a server in trouble says, by class or whole: connections (08), resources (53), its end, its start and what it
 * cancels (57), its disk (58), its own faults (XX); who may not connect (28), a database that is gone (3D000), a
 * transaction left open for too long (25P03), a standby that takes no writes (25006).
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const trouble = /^(?:08...|28...|53...|57...|58...|XX...|3D000|25P03|25006)$/

/** A server's own code: none of them looks like those of the system, such as EPIPE. */
const sqlState = /^(?!E[A-Z]{4})[0-9A-Z]{5}$/

/** Faults of ours in what a driver was given, or made of what it got. */
const ownFaults = [TypeError, RangeError, SyntaxError, ReferenceError]

/**
 * One kind of error for a store that is out of order, whatever its driver calls that: `store_down`. A constraint, a
 * wrong statement and every other fault of ours stay what they are.
 */
export function toStoreError(error: unknown): unknown {
  return isTrouble(error) ? storeDown(readReason(error), error) : error
}

export function storeDown(reason: string, cause?: unknown): DeskError {
  return new DeskError('store_down', `the store failed: ${reason}`, { cause })
}

export function isStoreDown(error: unknown): boolean {
  return error instanceof DeskError && error.code === 'store_down'
}

function isTrouble(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DeskError) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (sqlState.test(code)) return trouble.test(code)
  // The rest comes from a socket, a pool or PGlite, and none of them says so in a way to rely on.
  return error.name !== 'AbortedTransactionError' && !ownFaults.some((fault) => error instanceof fault)
}
