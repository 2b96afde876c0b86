import { DatabaseSync } from 'node:sqlite'
import { readReason, StoreHeld, StoreUnusable } from '../store-errors.ts'

/** SQLite's result code SQLITE_BUSY: somebody else has the lock. */
const sqliteBusy = 5

/**
 * Keeps every other process off a folder until the function it gives is called, or until this process ends,
 * however it ends. Throws `StoreHeld` at once where another has it, `StoreUnusable` where no lock can be made.
 *
 * PGlite itself lets a second process in, and both then destroy each other's rows. Node has no file locks;
 * the open transaction of an otherwise empty SQLite file beside the folder is one that the kernel frees.
 */
export function holdFolder(folder: string): () => void {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(`${folder}.lock`)
    lock.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    lock?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
      throw new StoreHeld(folder)
    }
    throw new StoreUnusable(`No lock can be made at ${folder}.lock: ${readReason(error)}`, { cause: error })
  }
  const held = lock
  return () => held.close()
}
