import type { StoreHealth } from '../core/store-health.ts'
import { isStoreDown, storeDown, toStoreError } from './store-errors.ts'

/** What the store is asked through: every method gives a promise. */
type Port<P> = { readonly [Method in keyof P]: (...given: never[]) => Promise<unknown> }

export interface InTimeOptions {
  readonly health: StoreHealth
  /** A store that is in order needs milliseconds, and people wait behind it. */
  readonly limitMs?: number
}

const usualLimitMs = 2_000

/**
 * The same port for what people wait for: it rejects with `store_down` where the store takes longer, and at once where
 * it is known not to answer. What it was asked goes on meanwhile; on a connection that has fallen silent that ends by
 * itself.
 */
export function inTime<P extends Port<P>>(port: P, { health, limitMs = usualLimitMs }: InTimeOptions): P {
  async function ask(asking: () => Promise<unknown>): Promise<unknown> {
    if (health.downForMs() > 0) throw storeDown('it did not answer a moment ago')
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      // After a pause of the whole process an answer may be here by now, and is read first.
      setImmediate(() => late.reject(storeDown(`no answer within ${limitMs} ms`)))
    }, limitMs)
    const answer = asking().catch((error: unknown) => {
      throw toStoreError(error)
    })
    try {
      return await Promise.race([answer, late.promise])
    } catch (error) {
      if (isStoreDown(error)) health.failed()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  const methods = Object.entries<(...given: never[]) => Promise<unknown>>(port).map(
    ([name, method]) => [name, (...given: never[]) => ask(() => method(...given))] as const,
  )
  return Object.fromEntries(methods) as unknown as P
}
