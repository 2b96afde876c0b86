/**
 * A process of its own that makes one pass, for tests and measurements: `collect-process.ts SETTINGS`, where
 * SETTINGS is JSON; the variables that wire it to a sandbox come by the environment. Prints a line `call OPERATION
 * STATUS` for every reply, `settled N` as it goes on, and at last `report` with the pass as JSON.
 */
import { writeSync } from 'node:fs'
import type { Log } from '../../src/core/ports.ts'
import { createRequestWindows } from '../../src/storage/request-windows.ts'
import { createSharedBudget } from '../../src/works/shared-budget.ts'
import { openCollecting } from '../directory/collecting.ts'

export interface CollectProcessSettings {
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  readonly rateLimit: number
  readonly windowMs: number
}

const { databaseUrl, dataDir, rateLimit, windowMs } = JSON.parse(
  process.argv[2] ?? '{}',
) as CollectProcessSettings
const say = (line: string) => writeSync(1, `${line}\n`)
const complain = (fields: object, message: string) => {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`)
}
const log: Log = {
  info: (fields) => {
    if ('operation' in fields && 'status' in fields) say(`call ${fields.operation} ${fields.status}`)
  },
  warn: complain,
  error: complain,
}

const { collector, close } = await openCollecting({
  environment: process.env,
  place: { databaseUrl, dataDir },
  rateLimit,
  windowMs,
  log,
  ...(databaseUrl && {
    budgetOn: ({ db }) =>
      createSharedBudget({
        windows: createRequestWindows(db, { limit: rateLimit, windowMs }),
        ...{ limit: rateLimit, windowMs, wallClock: Date.now, log },
      }),
  }),
})
say('open')
const report = await collector.passNow(({ settled }) => say(`settled ${settled}`))
say(`report ${JSON.stringify(report)}`)
await close()
