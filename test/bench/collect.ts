/**
 * A full pass over 10,000 customers in a sandbox whose minutes take a second, against the ideal. Every customer costs
 * one call of each of three operations, whose limits are counted apart, and the list is read meanwhile; so the ideal
 * is one call's time for each customer at half the limit.
 *
 * By itself: `collect.ts [--postgres] [--processes N] [--kill] [--customers N]`. `--kill` ends the process twice, a
 * third and two thirds of the way.
 */
import { parseArgs } from 'node:util'
import { collectingIdealMs, collectOnce } from './collect-once.ts'
import type { Figure } from './figure.ts'

const customers = 10_000
const mostRatio = 1.03

export async function measureCollecting(): Promise<Figure[]> {
  const { ms, refused, failed, calls } = await collectOnce({ customers })
  const ratio = ms / collectingIdealMs(customers)
  return [
    {
      figure: `collecting ${customers.toLocaleString('en')} customers against what half the request limit allows, minutes sixty times as fast`,
      measured: `${ratio.toFixed(3)} of the ideal time; ${calls.toLocaleString('en')} calls, ${refused} times 429, ${failed} not read`,
      goal: `at most ${mostRatio}, no 429`,
      met: ratio <= mostRatio && refused === 0 && failed === 0,
    },
  ]
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      postgres: { type: 'boolean', default: false },
      processes: { type: 'string', default: '1' },
      kill: { type: 'boolean', default: false },
      customers: { type: 'string', default: String(customers) },
    },
  })
  const wanted = Number(values.customers)
  const collected = await collectOnce({
    customers: wanted,
    isOnPostgres: values.postgres,
    processes: Number(values.processes),
    killAt: values.kill ? [1 / 3, 2 / 3] : [],
  })
  const idealMs = collectingIdealMs(wanted)
  const ratio = (ms: number) => Number((ms / idealMs).toFixed(4))
  // A start takes as long as ever while the minutes of the limit fly by.
  const whileUp = values.kill ? { ratioWhileUp: ratio(collected.ms - collected.downMs) } : {}
  process.stdout.write(
    `${JSON.stringify({ idealMs, ratio: ratio(collected.ms), ...whileUp, ...collected }, null, 2)}\n`,
  )
}
