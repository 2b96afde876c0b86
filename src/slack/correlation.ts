import { AsyncLocalStorage } from 'node:async_hooks'

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
