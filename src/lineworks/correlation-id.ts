import { randomUUID } from 'node:crypto'

/** Ties a person's reference to the log lines of one callback: 12 hex digits are enough within a log's life. */
export function newCorrelationId(): string {
  return randomUUID().slice(0, 13)
}
