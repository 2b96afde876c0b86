/**
 * Disturbs a desk under load in every way that it says it can bear, and counts what people were sent:
 * `npm run chaos -- [--rounds N] [--seed S] [--postgres URL|own|embedded] [--only WORDS] [--json FILE] [--logs FOLDER]`.
 * Ends with 0 only where every promise held. docs/chaos.md tells how to read it.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ChaosReport, chaos } from './chaos.ts'
import { kinds } from './kinds.ts'
import { moveClock } from './move-clock.ts'
import { printTable } from './print-table.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: randomBytes(3).toString('hex') },
    postgres: { type: 'string', default: 'own' },
    only: { type: 'string' },
    json: { type: 'string' },
    logs: { type: 'string' },
  },
})
const { seed, postgres: store, only, json, logs } = values
const rounds = Number(values.rounds)
// Each digest of a run looks ahead by a number of days of its own, and there are 365.
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 12) throw new Error('--rounds takes 1 to 12')

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)))
}
const startedAt = Date.now()
const onStep = (line: string) => {
  process.stderr.write(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`)
}
onStep(`seed ${seed}`)

const common = { seed, logs, onStep, signal: stopping.signal }
const wanted = kinds.filter(({ name }) => !only || name.includes(only))
const isClockWanted = !only || 'clock'.includes(only)
const load = { command: 3, button: 2, mention: 3, works: 3 }
try {
  let moved: ChaosReport | undefined
  const meanwhile = async () => {
    if (isClockWanted) moved = await moveClock({ ...common, moves: rounds + 1 })
  }
  // Slack's last try of an event comes later than any trouble ends.
  const played = { spanMs: 2_000, troubleMs: 6_000, rounds, kinds: wanted, load, meanwhile }
  const disturbed = wanted.length > 0 ? await chaos({ ...common, ...played, store }) : await meanwhile()
  const rows = [...(disturbed?.rows ?? []), ...(moved?.rows ?? [])]
  const troubles = [...(disturbed?.troubles ?? []), ...(moved?.troubles ?? [])]
  const broken = [...rows.flatMap((row) => row.broken.map((line) => `${row.trouble}: ${line}`)), ...troubles]
  const tookSeconds = Math.round((Date.now() - startedAt) / 1000)
  const about = { seed, rounds, store: disturbed?.store, stopping: disturbed?.stopping, tookSeconds }
  printTable(rows, about)
  for (const line of broken) process.stdout.write(`BROKEN  ${line}\n`)
  if (json) writeFileSync(json, `${JSON.stringify({ ...about, rows, broken }, null, 2)}\n`)
  if (broken.length > 0) process.exitCode = 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nseed ${seed}\n`)
  process.exitCode = 1
}
