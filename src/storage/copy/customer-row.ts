import type { Instant } from '../../core/calendar.ts'
import type { Customer } from '../../core/customer.ts'
import type { CustomerCopy } from '../../core/directory.ts'
import { type ErrorCode, errorCodes } from '../../core/errors.ts'
import type { CustomerRow } from '../schema.ts'

/** The columns of a customer that its copy is made of. */
export type CopyRow = Pick<
  CustomerRow,
  | 'domain_id'
  | 'listed'
  | 'subscriptions'
  | 'subscriptions_at'
  | 'options'
  | 'options_at'
  | 'tasks'
  | 'tasks_at'
  | 'failure'
  | 'gone_at'
>

/** A row as a copy; it was written from the same types. */
export function toCopy(row: CopyRow): CustomerCopy {
  return {
    customer: row.listed as Customer,
    subscriptions: row.subscriptions as CustomerCopy['subscriptions'],
    options: row.options as CustomerCopy['options'],
    tasks: row.tasks as CustomerCopy['tasks'],
    readAt: earliest([row.subscriptions_at, row.options_at, row.tasks_at]),
    failure: row.failure === null ? null : toErrorCode(row.failure),
    goneAt: toInstant(row.gone_at),
  }
}

/** A code that only another version of the desk knows is none that could be put into words. */
function toErrorCode(text: string): ErrorCode {
  return errorCodes.find((code) => code === text) ?? 'internal'
}

/** Null where one of the parts has not been read. */
function earliest(times: readonly (Date | null)[]): Instant | null {
  const known = times.flatMap((at) => (at ? [at.getTime()] : []))
  return known.length === times.length ? toInstant(new Date(Math.min(...known))) : null
}

function toInstant(at: Date | null): Instant | null {
  return at && (at.toISOString() as Instant)
}
