import { randomUUID } from 'node:crypto'

/** Ties a person's reference to the log lines of one request: 12 hex digits are enough within a log's life. */
export function newCorrelationId(): string {
  return randomUUID().slice(0, 13)
}

/** What a receiver hands to the listeners of a request, in Bolt's context. */
export interface Correlated {
  readonly correlationId: string
}
