import { collectingIdealMs, collectOnce } from './collect-once.ts'
import { writeTable } from './table.ts'

/** How processes on one PostgreSQL share the reading of all customers. */
export interface Sharing {
  readonly processes: number
  /** Of what half the request limit allows. */
  readonly ratio: number
  /** Contracts, options or scheduled tasks of a customer that were asked for more than once. */
  readonly readAgain: number
  readonly refused: number
  readonly failed: number
  /** The most that each held. */
  readonly mostMb: readonly number[]
}

const perCustomer = ['subscriptions', 'options', 'scheduledTasks']

export async function shareAmong(processes: number, customers: number): Promise<Sharing> {
  const { ms, callsOf, refused, failed, mostMb } = await collectOnce({
    customers,
    processes,
    isOnPostgres: true,
  })
  const again = perCustomer.map((operation) => Math.max(0, (callsOf[operation] ?? 0) - customers))
  return {
    processes,
    ratio: ms / collectingIdealMs(customers),
    readAgain: again.reduce((sum, count) => sum + count, 0),
    ...{ refused, failed, mostMb },
  }
}

export function writeSharing(all: readonly Sharing[], customers: number): string {
  const head = [
    'processes on PostgreSQL',
    'time against the ideal',
    'reads made twice',
    '429',
    'not read',
    'memory at most',
  ]
  const rows = all.map(({ processes, ratio, readAgain, refused, failed, mostMb }) => [
    `${processes}, ${customers.toLocaleString('en')} customers`,
    ratio.toFixed(3),
    String(readAgain),
    String(refused),
    String(failed),
    `${mostMb.join(', ')} MB`,
  ])
  return writeTable(head, rows)
}
