import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** Ties a person's reference to the log lines of one request: 12 hex digits are enough within a log's life. */
export function newCorrelationId(): string {
  return randomUUID().slice(0, 13)
}

/** What a receiver hands to the listeners of a request, in Bolt's context. */
export interface Correlated {
  readonly correlationId: string
}

const correlationIds = new AsyncLocalStorage<string>()

/**
 * Does work of one request: what it sends to Slack carries the id. Slack's client takes no header with a call, so that
 * the id follows the work by itself; where two ask the same at a time, it is that of the first.
 */
export function correlated<T>(correlationId: string, work: () => T): T {
  return correlationIds.run(correlationId, work)
}

/** Of the request that is being worked at; undefined for what nobody asked for. */
export function currentCorrelationId(): string | undefined {
  return correlationIds.getStore()
}
