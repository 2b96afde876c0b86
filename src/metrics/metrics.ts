import type { FastifyPluginAsync } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Observe, StoreFigures } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createCounters } from './counters.ts'
import { readInTime } from './read-in-time.ts'
import { createMetricsRoute } from './route.ts'
import { describeStore } from './store-gauges.ts'

export interface MetricsOptions {
  readonly version: string
  readonly wallClock: WallClock
}

export interface MetricsRouteParts {
  readonly token: string | undefined
  readonly readStore: () => Promise<StoreFigures>
  /** For one reading of the store; 1 s by default. */
  readonly storeMs?: number
  readonly log: Log
}

/** The figures of one process. */
export interface Metrics {
  readonly observe: Observe
  /** `GET /metrics`; to be registered before all other plugins. */
  route(parts: MetricsRouteParts): FastifyPluginAsync
}

export function createMetrics({ version, wallClock }: MetricsOptions): Metrics {
  const registry = new Registry()
  const observe = createCounters(registry, wallClock)
  new Gauge({
    name: 'partner_desk_build_info',
    help: 'Always 1; which version runs.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1)

  /** Begins with the first who wants to know: a process that nobody looks at pays nothing for it. */
  let isProcessWatched = false
  function watchProcess(): void {
    if (isProcessWatched) return
    isProcessWatched = true
    collectDefaultMetrics({ register: registry })
  }

  return {
    observe,
    route({ token, readStore, storeMs, log }) {
      const read = readInTime(readStore, log, storeMs)
      const describe = async () => {
        watchProcess()
        return `${await registry.metrics()}\n${await describeStore(await read())}`
      }
      return createMetricsRoute({ observe, token, describe, contentType: registry.contentType })
    },
  }
}
