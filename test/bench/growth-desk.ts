import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeDataDir } from '../helpers/store-places.ts'
import { collectingIdealMs, collectOnce } from './collect-once.ts'
import { collectAll, startServe } from './desk.ts'
import { composeAndRender } from './digest.ts'
import { findAmong } from './find.ts'
import { startOutside } from './outside.ts'
import { residentMb } from './proc.ts'
import { inMs, median } from './statistics.ts'
import { writeTable } from './table.ts'
import { tidily } from './tidily.ts'

/** What so many customers ask of a desk on the embedded store. */
export interface Growth {
  readonly customers: number
  /** Of the time that half the request limit allows. */
  readonly collectRatio: number
  /** That time at 240 requests a minute and operation. */
  readonly passMinutes: number
  readonly findMedianMs: number
  readonly findP99Ms: number
  readonly digestMs: number
  /** Of the desk with all of them collected, idle. */
  readonly deskMb: number
  readonly storeMb: number
}

/** Of the documented paid limit of 240 a minute. */
const readAMinute = 120
/** Until what collecting needed has been given back. */
const idleMs = 20_000
const bytesInMb = 2 ** 20
const shortestMs = 5_000

export async function growTo(customers: number): Promise<Growth> {
  const { ms } = await collectOnce({ customers })
  const { kinds } = await findAmong(customers)
  const { allMs } = await composeAndRender(customers)
  return {
    customers,
    collectRatio: ms / collectingIdealMs(customers),
    passMinutes: customers / readAMinute,
    findMedianMs: median(kinds.map(({ medianMs }) => medianMs)),
    findP99Ms: Math.max(...kinds.map(({ p99Ms }) => p99Ms)),
    digestMs: allMs,
    ...(await weighDesk(customers)),
  }
}

/** As large as it is when it has read all customers as fast as it can, and been left alone. */
function weighDesk(customers: number): Promise<{ deskMb: number; storeMb: number }> {
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside({ customers }))
    const { dataDir } = place(await makeDataDir())
    const environment = { ...outside.environment, DATA_DIR: dataDir }
    const desk = begun(await startServe(environment))
    await collectAll(environment)
    await wait(idleMs)
    return { deskMb: Math.round(residentMb(desk.pid) ?? 0), storeMb: Math.round(sizeMb(dataDir)) }
  })
}

function sizeMb(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) / bytesInMb
}

/** A few seconds at sixty times the pace tell of how a pass begins and ends, not of how it goes. */
function tellRatio({ customers, collectRatio }: Growth): string {
  return collectingIdealMs(customers) < shortestMs ? 'too short to tell' : collectRatio.toFixed(3)
}

export function writeGrowth(all: readonly Growth[]): string {
  const head = ['customers', ...all.map(({ customers }) => customers.toLocaleString('en'))]
  const row = (name: string, of: (one: Growth) => string) => [name, ...all.map(of)]
  return writeTable(head, [
    row('collecting, against what half the limit allows', tellRatio),
    row('a pass at 240 requests a minute', ({ passMinutes }) => `${passMinutes.toFixed(1)} min`),
    row('finding one by name, median of the kinds of question', ({ findMedianMs }) => inMs(findMedianMs)),
    row('the same, slowest kind, p99', ({ findP99Ms }) => inMs(findP99Ms)),
    row('a digest, composed and rendered for both platforms', ({ digestMs }) => inMs(digestMs)),
    row('memory of the desk, embedded store, idle', ({ deskMb }) => `${deskMb} MB`),
    row('size of the store', ({ storeMb }) => `${storeMb} MB`),
  ])
}
