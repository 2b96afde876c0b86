/** How soon commands are acknowledged while the Partner API says nothing. */
import { makeDataDir } from '../helpers/store-places.ts'
import { collectAll, startServe } from './desk.ts'
import type { Figure } from './figure.ts'
import { askFor, load } from './load.ts'
import { startOutside } from './outside.ts'
import { inMs } from './statistics.ts'
import { tidily } from './tidily.ts'

const inFlight = 200
/** Before the first of them are given up on: their late answers would take part in the next round. */
const rounds = 3
const goalMs = 1_600

/** All at once, so that all of them give up waiting in the same moment. */
export function measureHung(): Promise<Figure[]> {
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside())
    const { dataDir } = place(await makeDataDir())
    const environment = { ...outside.environment, DATA_DIR: dataDir }
    const asked = await askFor('10000003', outside)
    const desk = begun(await startServe(environment))
    await collectAll(environment)
    await outside.control.fault({ target: 'partner', kind: 'hang' })
    // What a process does for the first time takes longer; this desk has been asked nothing yet.
    await load(desk.url, asked, { connections: inFlight, amount: inFlight })
    const { latency } = await load(desk.url, asked, { connections: inFlight, amount: rounds * inFlight })
    await outside.control.clearFaults()
    return [
      {
        figure: `acknowledgement p99, ${inFlight} commands in flight, Partner API hung`,
        measured: `${inMs(latency.p99)} (median ${inMs(latency.p50)}), the wait of 1,500 ms included`,
        goal: `under ${inMs(goalMs)}`,
        met: latency.p99 < goalMs,
      },
    ]
  })
}
