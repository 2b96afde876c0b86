import { within } from '../async/within.ts'
import type { Audit, Audited, AuditRow } from '../core/audit.ts'
import type { Instant } from '../core/calendar.ts'
import type { Log, WallClock } from '../core/ports.ts'
import type { AuditRows, AuditWish } from './audit.ts'

export interface BatchedAudit extends Audit {
  /** What is in the store, and what was noted here until now. */
  find(wish: AuditWish): AsyncIterable<AuditRow>
  /** Writes what is still to be written. Never rejects. */
  close(): Promise<void>
}

export interface BatchedAuditOptions {
  readonly rows: AuditRows
  readonly wallClock: WallClock
  readonly log: Log
  /** After this a row is written at the latest; a process that is killed loses what it noted since. */
  readonly delayMs?: number
  /** While the store fails it is asked again so often. */
  readonly retryMs?: number
  /** Within this the store has to take rows in. */
  readonly limitMs?: number
  /** More than this are not kept for a store that fails. */
  readonly mostWaiting?: number
}

/** A store inside this process keeps everything else waiting for some milliseconds meanwhile. */
const mostAtOnce = 1_000

/** Notes are written together, beside the answers: one by one they would cost more than the answer itself. */
export function createBatchedAudit(options: BatchedAuditOptions): BatchedAudit {
  const { rows, wallClock, log } = options
  const { delayMs = 500, retryMs = 5_000, limitMs = 3_000, mostWaiting = 10_000 } = options
  const waiting: AuditRow[] = []
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let isClosed = false

  const stamp = (audited: Audited): AuditRow => ({
    ...audited,
    at: new Date(wallClock()).toISOString() as Instant,
  })

  async function add(batch: readonly AuditRow[]): Promise<void> {
    const isWritten = await within(
      limitMs,
      rows.add(batch).then(() => true),
    )
    if (!isWritten) throw new Error(`not written within ${limitMs} ms`)
  }

  /** In doubt a row is written twice rather than not at all. */
  async function writeAll(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, mostAtOnce)
        await add(batch)
        waiting.splice(0, batch.length)
      }
      if (dropped > 0) log.error({ dropped }, 'audit: rows were lost while the store failed')
      dropped = 0
    } catch (err) {
      log.warn({ err, waiting: waiting.length, dropped }, 'audit: rows could not be written yet')
      if (!isClosed) writeIn(retryMs)
    } finally {
      writing = undefined
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length > 0) writing ??= writeAll()
    await writing
  }

  function writeIn(ms: number): void {
    timer ??= setTimeout(flush, ms).unref()
  }

  return {
    note(audited) {
      if (waiting.length >= mostWaiting) {
        dropped += 1
        return
      }
      waiting.push(stamp(audited))
      if (isClosed || waiting.length === mostAtOnce) void flush()
      else writeIn(delayMs)
    },

    write: (audited) => add([stamp(audited)]),

    async *find(wish) {
      await flush()
      yield* rows.find(wish)
    },

    async close() {
      isClosed = true
      // What is under way may fail; then it is tried once more.
      await writing
      await flush()
      const lost = waiting.length + dropped
      if (lost > 0) log.error({ lost }, 'audit: rows were lost at the end')
    },
  }
}
