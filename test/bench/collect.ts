/**
 * Measures a full pass over 10,000 customers in a sandbox whose minutes take a second, against the ideal:
 * `collect.ts [--postgres] [--kill] [--customers N]`. Every customer costs one call of each of three operations,
 * whose limits are counted apart, and the list is read meanwhile; so the ideal is one call's time for each customer
 * at half the limit. `--kill` ends the process twice, a third and two thirds of the way.
 */
import { parseArgs } from 'node:util'
import type { CollectProcessSettings } from '../helpers/collect-process.ts'
import { freePort, type Running, run, until } from '../helpers/processes.ts'
import { findPostgres, makeDatabase, makeDataDir } from '../helpers/store-places.ts'

const { values } = parseArgs({
  options: {
    postgres: { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
    customers: { type: 'string', default: '10000' },
  },
})
const customers = Number(values.customers)
const rateLimit = 240
const timeScale = 60
const windowMs = 60_000 / timeScale

const sandbox = run('src/main.ts', ['sandbox'], {
  SANDBOX_PORT: String(await freePort()),
  SANDBOX_CUSTOMERS: String(customers),
  SANDBOX_RATE_LIMIT: String(rateLimit),
  SANDBOX_TIME_SCALE: String(timeScale),
})
await until(sandbox, async () => sandbox.errors().includes('Playground'))
const environment = Object.fromEntries(
  [...sandbox.output().matchAll(/^(\w+)="(.*)"$/gm)].map(([, name, value]) => [name, value]),
)

async function makePlace() {
  if (!values.postgres) return makeDataDir()
  const server = await findPostgres()
  if (!server) throw new Error('no PostgreSQL')
  return makeDatabase(server)
}

const place = await makePlace()
const { databaseUrl, dataDir } = place
const settings: CollectProcessSettings = { databaseUrl, dataDir, rateLimit, windowMs }

function collect(): Running {
  return run('test/helpers/collect-process.ts', [JSON.stringify(settings)], environment)
}

const settledOf = (running: Running) =>
  Number(/settled (\d+)\n(?!.*settled)/s.exec(running.output())?.[1] ?? 0)

try {
  const outputs: string[] = []
  const shares = values.kill ? [1 / 3, 2 / 3] : []
  let downMs = 0
  const start = async (downSince?: number) => {
    const started = collect()
    await until(started, async () => started.output().includes('open\n'))
    if (downSince) downMs += Date.now() - downSince
    return started
  }
  let last = await start()
  for (const share of shares) {
    const killed = last
    await until(killed, async () => settledOf(killed) >= customers * share)
    killed.process.kill('SIGKILL')
    const downSince = Date.now()
    await killed.ended
    outputs.push(killed.output())
    last = await start(downSince)
  }
  if ((await last.ended) !== 0) throw new Error(last.errors())
  outputs.push(last.output())

  const calls = outputs.join('').match(/^call .*$/gm) ?? []
  const count = (pattern: RegExp) => calls.filter((call) => pattern.test(call)).length
  const report = JSON.parse(/^report (.*)$/m.exec(last.output())?.[1] ?? '{}')
  const tookMs = Date.parse(report.endedAt) - Date.parse(report.startedAt)
  const idealMs = (customers / (rateLimit / 2)) * windowMs
  const figures = {
    store: values.postgres ? 'PostgreSQL' : 'PGlite',
    killed: shares.length,
    idealSeconds: idealMs / 1000,
    seconds: tookMs / 1000,
    ratio: Number((tookMs / idealMs).toFixed(4)),
    // A start takes as long as ever while the minutes of the limit fly by.
    ...(values.kill && {
      downSeconds: downMs / 1000,
      ratioWhileUp: Number(((tookMs - downMs) / idealMs).toFixed(4)),
    }),
    calls: {
      list: count(/ customers /),
      subscriptions: count(/ subscriptions /),
      options: count(/ options /),
      scheduledTasks: count(/ scheduledTasks /),
    },
    refusedForTheLimit: count(/ 429$/),
    settled: report.settled,
    failed: report.failed,
    complaints: last.errors().split('\n').filter(Boolean).slice(0, 5),
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} finally {
  await sandbox.stop()
  await place.remove()
}
