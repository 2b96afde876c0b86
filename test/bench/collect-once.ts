import type { CollectProcessSettings } from '../helpers/collect-process.ts'
import { type Running, run, until } from '../helpers/processes.ts'
import { findPostgres, makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { pidOf } from './desk.ts'
import { startOutside } from './outside.ts'
import { residentMb } from './proc.ts'
import { tidily } from './tidily.ts'

export interface CollectSettings {
  readonly customers: number
  readonly isOnPostgres?: boolean
  /** That collect together; more than one on PostgreSQL alone. */
  readonly processes?: number
  /** Shares of the customers after which the process is killed and another begins. */
  readonly killAt?: readonly number[]
}

export interface Collected {
  /** The whole pass. */
  readonly ms: number
  /** Of these so long no process was up. */
  readonly downMs: number
  readonly calls: number
  readonly callsOf: Readonly<Record<string, number>>
  /** 429. */
  readonly refused: number
  readonly settled: number
  readonly failed: number
  /** The most that each process held while it collected; 0 where the system does not tell. */
  readonly mostMb: readonly number[]
  readonly complaints: readonly string[]
}

const rateLimit = 240
const timeScale = 60
const windowMs = 60_000 / timeScale
const memoryEveryMs = 500

/** So long it takes to read all customers once at half the limit. */
export function collectingIdealMs(customers: number): number {
  return (customers / (rateLimit / 2)) * windowMs
}

/** Makes one pass over a sandbox of so many customers, on a new store. */
export function collectOnce(settings: CollectSettings): Promise<Collected> {
  const { customers, isOnPostgres = false, processes = 1, killAt = [] } = settings
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside({ customers, rateLimit, timeScale }))
    const { databaseUrl, dataDir } = place(await (isOnPostgres ? makePostgres() : makeDataDir()))
    const to: CollectProcessSettings = { databaseUrl, dataDir, rateLimit, windowMs }
    const outputs: string[] = []
    let downMs = 0
    const start = async (downSince?: number) => {
      const collecting = run('test/helpers/collect-process.ts', [JSON.stringify(to)], outside.environment)
      begun({
        stop: async () => {
          collecting.process.kill('SIGKILL')
          await collecting.ended
        },
      })
      await until(collecting, async () => collecting.output().includes('open\n'))
      if (downSince) downMs += Date.now() - downSince
      return collecting
    }
    const [first, ...others] = await startTogether(processes, start)
    const memory = watchMemory([first, ...others])
    let last = first
    for (const share of killAt) {
      await until(last, async () => settledOf(last) >= customers * share)
      last.process.kill('SIGKILL')
      const downSince = Date.now()
      await last.ended
      outputs.push(last.output())
      last = await start(downSince)
    }
    for (const each of [last, ...others]) {
      if ((await each.ended) !== 0) throw new Error(each.errors())
      outputs.push(each.output())
    }
    const complaints = [last, ...others].flatMap((each) => each.errors().split('\n').filter(Boolean))
    return { ...readOutputs(outputs), downMs, mostMb: memory.end(), complaints: complaints.slice(0, 5) }
  })
}

/** At once: what one begins the others join. */
async function startTogether(
  processes: number,
  start: () => Promise<Running>,
): Promise<[Running, ...Running[]]> {
  const others = Array.from({ length: processes - 1 }, () => start())
  return [await start(), ...(await Promise.all(others))]
}

async function makePostgres() {
  const server = await findPostgres()
  if (!server) throw new Error('no PostgreSQL')
  return makeDatabase(server)
}

const settledOf = (running: Running) =>
  Number(/settled (\d+)\n(?!.*settled)/s.exec(running.output())?.[1] ?? 0)

function readOutputs(outputs: readonly string[]) {
  const all = outputs.join('')
  const callsOf: Record<string, number> = {}
  for (const [, operation = ''] of all.matchAll(/^call (\S+) /gm)) {
    callsOf[operation] = (callsOf[operation] ?? 0) + 1
  }
  const reports = [...all.matchAll(/^report (.*)$/gm)].map(([, report = '']) => JSON.parse(report))
  const [report] = reports
  if (reports.some(({ startedAt }) => startedAt !== report.startedAt)) {
    throw new Error('a pass was over before the last process could join it: measure with more customers')
  }
  return {
    ms: Date.parse(report.endedAt) - Date.parse(report.startedAt),
    calls: Object.values(callsOf).reduce((sum, count) => sum + count, 0),
    callsOf,
    refused: (all.match(/^call \S+ 429$/gm) ?? []).length,
    settled: report.settled as number,
    failed: report.failed as number,
  }
}

/** Looks every half second, for the most that each has held. */
function watchMemory(watched: readonly Running[]) {
  const mostMb = watched.map(() => 0)
  const timer = setInterval(() => {
    for (const [index, each] of watched.entries()) {
      mostMb[index] = Math.max(mostMb[index] ?? 0, Math.round(residentMb(pidOf(each)) ?? 0))
    }
  }, memoryEveryMs)
  return {
    end() {
      clearInterval(timer)
      return mostMb
    },
  }
}
