import { Gauge, type Registry } from 'prom-client'
import type { Observation } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'

type Told = Extract<Observation, { kind: 'limitTold' }>

interface Known {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds since the epoch. */
  readonly resetsAt: number
}

/** LINE WORKS counts by the minute; so long counts what was told without an end. */
const minuteMs = 60_000

/** What LINE WORKS has left for each operation, as it was last told; all of it once that minute is over. */
export function createLimitGauges(registry: Registry, wallClock: WallClock): (told: Told) => void {
  const known = new Map<string, Known>()
  const labelNames = ['operation'] as const
  new Gauge({
    name: 'partner_desk_api_limit',
    help: 'Requests a minute that LINE WORKS allows, as its replies tell.',
    labelNames,
    registers: [registry],
    collect() {
      for (const [operation, { limit }] of known) this.set({ operation }, limit)
    },
  })
  new Gauge({
    name: 'partner_desk_api_limit_remaining',
    help: 'How many of them are left in this minute, as the last reply told.',
    labelNames,
    registers: [registry],
    collect() {
      for (const [operation, { limit, remaining, resetsAt }] of known) {
        this.set({ operation }, wallClock() < resetsAt ? remaining : limit)
      }
    },
  })

  return ({ operation, limit = known.get(operation)?.limit, remaining, resetInSeconds }) => {
    if (limit === undefined || remaining === undefined) return
    const untilMs = resetInSeconds === undefined ? minuteMs : resetInSeconds * 1000
    known.set(operation, { limit, remaining, resetsAt: wallClock() + untilMs })
  }
}
