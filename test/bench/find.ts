/** How long looking for a customer takes among so many, by kind of question. */
import { createDirectory } from '../../src/directory/mirror.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { silentLog } from '../helpers/known-partner.ts'
import type { Figure } from './figure.ts'
import { manyCustomers, pick } from './many-customers.ts'
import { inMs, median, quantile } from './statistics.ts'

const rounds = 300
const goalMs = 20

const questions: Readonly<Record<string, readonly string[]>> = {
  'domain ID': ['10000042'],
  domain: ['customer-77.example'],
  'customer code': ['C-8500', 'C-12'],
  'one name': ['ミナトデザイン 7f', 'Harbor Foods'],
  'a name of thousands': ['株式会社', 'a', '商事', '1'],
  'no name, some near': ['Harbr Fods', 'ミナトテザイン', '한빗 물류', '晨光科支', 'customr-77.example'],
  'no name, nobody near': ['qqqqqqqqqq', 'ж'],
  '5,000 characters': ['あ'.repeat(5000), 'Harbor '.repeat(714)],
}

export interface Found {
  /** The first question, which takes in all customers. */
  readonly firstMs: number
  /** The first question after a name has changed. */
  readonly changedMs: number
  readonly kinds: readonly { readonly kind: string; readonly medianMs: number; readonly p99Ms: number }[]
}

export async function findAmong(customers: number): Promise<Found> {
  const copies = new KnownCopies(manyCustomers(customers))
  const clock = { nowMs: 0 }
  const directory = createDirectory({ copies, wallClock: () => clock.nowMs, log: silentLog })
  const find = async (who: string) => {
    const begunAt = performance.now()
    await directory.find(who)
    return performance.now() - begunAt
  }

  const firstMs = await find('10000000')
  clock.nowMs += 1000
  copies.put({ id: '10000000', name: 'Renamed' })
  const changedMs = await find('Renamed')
  const kinds: Found['kinds'][number][] = []
  for (const [kind, asked] of Object.entries(questions)) {
    const tookMs: number[] = []
    for (let round = 0; round < rounds; round += 1) tookMs.push(await find(pick(asked, round)))
    kinds.push({ kind, medianMs: median(tookMs), p99Ms: quantile(tookMs, 0.99) })
  }
  return { firstMs, changedMs, kinds }
}

export async function measureFind(): Promise<Figure[]> {
  const { kinds } = await findAmong(10_000)
  const slowest = kinds.reduce((most, one) => (one.p99Ms > most.p99Ms ? one : most))
  return [
    {
      figure: 'looking for one of 10,000 customers, slowest kind of question, p99',
      measured: `${inMs(slowest.p99Ms)}: ${slowest.kind}, median ${inMs(slowest.medianMs)}`,
      goal: `under ${goalMs} ms`,
      met: slowest.p99Ms < goalMs,
    },
  ]
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await findAmong(10_000), null, 2)}\n`)
