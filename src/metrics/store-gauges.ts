import { Gauge, Registry } from 'prom-client'
import type { SlotState } from '../core/digest/digest.ts'
import type { Outcome } from '../core/inbox.ts'
import type { StoreFigures } from '../core/metrics.ts'

const platforms = ['slack', 'lineworks']
const outcomes: readonly Outcome[] = ['answered', 'failed', 'uncertain']
const slotStates: readonly SlotState[] = ['due', 'ready', 'sent', 'empty', 'skipped', 'failed', 'uncertain']

/**
 * The figures that all processes on the store share, as Prometheus text; undefined: the store did not tell them, and
 * they are left out. A gauge without a value is left out as well: an age of 0 would be a lie.
 */
export function describeStore(figures: StoreFigures | undefined): Promise<string> {
  const registry = new Registry()
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `partner_desk_${name}`, help, labelNames, registers: [registry] })
  const age = (name: string, help: string, seconds: number | null) => {
    if (seconds !== null) gauge(name, help).set(seconds)
  }

  gauge('store_up', 'Whether the store told its figures within a second: 1, else 0.').set(figures ? 1 : 0)
  if (!figures) return registry.metrics()

  const { copy } = figures
  gauge('copy_customers', 'Customers in the copy.').set(copy.customers)
  gauge('copy_failed_customers', 'Among them, those whose last reading failed.').set(copy.failed)
  gauge('copy_waiting_customers', 'Customers that wait to be read.').set(copy.waiting)
  age('copy_last_pass_age_seconds', 'Since the last complete pass ended.', copy.lastPassSeconds)
  age('copy_oldest_age_seconds', 'Since the oldest part of the copy was read.', copy.oldestSeconds)

  const pending = gauge('pending_answers', 'Received and not answered yet.', 'platform')
  const oldest = gauge('pending_answers_oldest_seconds', 'Since the oldest of them came in.', 'platform')
  const ended = gauge('ended_answers', 'Received in the last 48 hours, and ended.', 'platform', 'outcome')
  const digests = gauge('digests', 'Digests of the last 30 days, by state.', 'platform', 'state')
  // Of what there is none yet, the first is to show as a rise.
  for (const platform of platforms) {
    pending.set({ platform }, 0)
    for (const outcome of outcomes) ended.set({ platform, outcome }, 0)
    for (const state of slotStates) digests.set({ platform, state }, 0)
  }
  for (const { platform, count, oldestSeconds } of figures.pending) {
    pending.set({ platform }, count)
    oldest.set({ platform }, oldestSeconds)
  }
  for (const { platform, outcome, count } of figures.ended) ended.set({ platform, outcome }, count)
  for (const { platform, state, count } of figures.digests) digests.set({ platform, state }, count)
  return registry.metrics()
}
