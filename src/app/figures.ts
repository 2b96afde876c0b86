import type { FastifyPluginAsync } from 'fastify'
import packageFile from '../../package.json' with { type: 'json' }
import type { Observe } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { readFigures } from '../storage/figures.ts'
import type { Store } from '../storage/store.ts'
import { businessNowOf, type Surroundings } from './surroundings.ts'

/** What a process that listens counts, and the route that tells it. */
export interface Figures {
  readonly observe: Observe
  /** To be registered before all other plugins. */
  plugin(store: Pick<Store, 'db'>, log: Log): FastifyPluginAsync
}

export function openFigures(surroundings: Surroundings, wallClock: WallClock): Figures {
  const { metricsToken: token } = surroundings.config
  const metrics = createMetrics({ version: packageFile.version, wallClock })
  // The copy is kept by the clock that answers speak by, and has its age by the same.
  const businessNow = businessNowOf(surroundings, wallClock)
  return {
    observe: metrics.observe,
    plugin: ({ db }, log) => metrics.route({ token, readStore: () => readFigures(db, businessNow), log }),
  }
}
