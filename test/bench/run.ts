/**
 * Measures every figure that the desk is held to, each beside its goal. `run.ts [--only NAME,NAME] [--write]`: a part
 * of them by name; into `docs/performance.md` as well. Ends with 1 where a goal was missed.
 */
import { parseArgs } from 'node:util'
import { measureCollecting } from './collect.ts'
import { measureDigest } from './digest.ts'
import { measureDueAtOnce } from './due-at-once.ts'
import { measureExpiring } from './expiring.ts'
import type { Figure } from './figure.ts'
import { measureFind } from './find.ts'
import { measureHung } from './hung.ts'
import { measureMemory } from './memory.ts'
import { measureNames } from './names.ts'
import { measureQuestions } from './questions.ts'
import { keepReport } from './report.ts'
import { measureSingleFlight } from './single-flight.ts'
import { measureStart } from './start.ts'
import { printFigures, writeFigures } from './table.ts'
import { measureWarm } from './warm.ts'

const measurements: Readonly<Record<string, () => Promise<Figure[]>>> = {
  start: measureStart,
  warm: measureWarm,
  hung: measureHung,
  single: measureSingleFlight,
  collect: measureCollecting,
  due: measureDueAtOnce,
  digest: measureDigest,
  memory: measureMemory,
  questions: measureQuestions,
  find: measureFind,
  names: measureNames,
  expiring: measureExpiring,
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
})
const names = values.only?.split(',') ?? Object.keys(measurements)
const unknown = names.filter((name) => !measurements[name])
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(', ')}; there are ${Object.keys(measurements).join(', ')}.\n`,
  )
  process.exit(2)
}

// The page has all of them or none: a part would stand there as if it were the whole.
if (values.only !== undefined && values.write) {
  process.stderr.write('--write puts all figures on the page, so that it does not go with --only.\n')
  process.exit(2)
}

const begunAt = performance.now()
const secondsSince = (at: number) => ((performance.now() - at) / 1000).toFixed(1)
const figures: Figure[] = []
for (const [index, name] of names.entries()) {
  process.stderr.write(`${name} (${index + 1} of ${names.length}) …`)
  const startedAt = performance.now()
  figures.push(...(await measure(name)))
  process.stderr.write(` ${secondsSince(startedAt)} s\n`)
}

process.stdout.write(printFigures(figures))
keepReport(
  {
    name: 'bench',
    command: `npm run bench${values.only ? ` -- --only ${values.only}` : ''}`,
    tookMs: performance.now() - begunAt,
    results: { figures },
    markdown: writeFigures(figures),
  },
  values.write,
)
// What was measured with may keep sockets open for a while.
process.exit(figures.every(({ met }) => met) ? 0 : 1)

/** One that fails keeps none of the others from being told. */
async function measure(name: string): Promise<Figure[]> {
  try {
    return (await measurements[name]?.()) ?? []
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.stack : error}\n`)
    return [{ figure: `${name}: could not be measured`, measured: 'failed', goal: 'a figure', met: false }]
  }
}
