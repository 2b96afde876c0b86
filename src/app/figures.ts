import type { FastifyPluginAsync } from 'fastify'
import packageFile from '../../package.json' with { type: 'json' }
import type { Observe } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { readFigures } from '../storage/figures.ts'
import type { Store } from '../storage/store.ts'
import type { Surroundings } from './surroundings.ts'

/** What a process that listens counts, and the route that tells it. */
export interface Figures {
  readonly observe: Observe
  /** To be registered before all other plugins. */
  plugin(store: Pick<Store, 'db'>, log: Log): FastifyPluginAsync
}

export function openFigures({ config, sandbox }: Surroundings, wallClock: WallClock): Figures {
  const metrics = createMetrics({ version: packageFile.version, wallClock })
  // The copy is kept by the clock that answers speak by, and has its age by the same.
  const businessNow = sandbox ? () => sandbox.clock.now() : wallClock
  return {
    observe: metrics.observe,
    plugin: ({ db }, log) =>
      metrics.route({ token: config.metricsToken, readStore: () => readFigures(db, businessNow), log }),
  }
}
