/** What a desk holds in memory while nobody asks it anything. */
import { setTimeout as wait } from 'node:timers/promises'
import { run, until } from '../helpers/processes.ts'
import { findPostgres, makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { migrate, pidOf, startServe } from './desk.ts'
import { type Figure, toldBeside } from './figure.ts'
import { startOutside } from './outside.ts'
import { residentMb } from './proc.ts'
import { tidily } from './tidily.ts'

/** Until what the start needed has been given back. */
const idleMs = 20_000
const goalMb = 150

export function measureMemory(): Promise<Figure[]> {
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside())
    const { dataDir } = place(await makeDataDir())
    const embedded = begun(await startServe({ ...outside.environment, DATA_DIR: dataDir }))
    const server = await findPostgres()
    const onServer: { verb: string; pid: number }[] = []
    if (server) {
      const { databaseUrl } = place(await makeDatabase(server))
      const environment = { ...outside.environment, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' }
      await migrate(environment)
      onServer.push({ verb: 'serve', pid: begun(await startServe(environment)).pid })
      const worker = begun(run('src/main.ts', ['work'], environment))
      await until(worker, async () => worker.output().includes('background'))
      onServer.push({ verb: 'work', pid: pidOf(worker) })
    }
    await wait(idleMs)
    return [
      ...onServer.flatMap(({ verb, pid }) => describe(`\`${verb}\` on PostgreSQL`, residentMb(pid))),
      ...describe('`serve` on the embedded store', residentMb(embedded.pid), true),
    ]
  })
}

function describe(who: string, mb: number | undefined, isBeside = false): Figure[] {
  const figure = `idle memory of ${who}, 60 customers`
  if (mb === undefined) return [toldBeside(figure, 'not told by this system')]
  const measured = `${Math.round(mb)} MB`
  if (isBeside) return [toldBeside(figure, measured)]
  return [{ figure, measured, goal: `under ${goalMb} MB`, met: mb < goalMb }]
}
