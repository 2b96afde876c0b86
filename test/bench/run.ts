import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { commandForm, signSlack } from '../helpers/sign-slack.ts'
import { makeDataDir } from '../helpers/store-places.ts'
import { measureDigest } from './digest.ts'
import { measureQuestions } from './questions.ts'

/** Each figure beside its goal; ratios are taken between things measured in turn, in this one run. */
interface Figure {
  readonly figure: string
  readonly measured: string
  readonly goal: string
}

const starts = 3
/** Of each server, in turn. */
const rounds = 7
const secondsARound = 3
const path = '/slack/events'

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function startDesk(
  environment: NodeJS.ProcessEnv,
): Promise<{ desk: Running; url: string; readyMs: number }> {
  const port = await freePort()
  const startedAt = performance.now()
  const desk = run('src/main.ts', ['serve'], { ...environment, PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  await until(desk, () => isReady(url))
  return { desk, url, readyMs: performance.now() - startedAt }
}

/** Waits until the desk that holds this environment's store has read every customer, so that nothing else runs. */
async function collectAll(environment: NodeJS.ProcessEnv): Promise<void> {
  const collecting = run('src/main.ts', ['collect'], environment)
  if ((await collecting.ended) !== 0) throw new Error(`customers were not collected:\n${collecting.errors()}`)
}

/** Requests a second of one signed body, sent again and again: Slack's stamp serves for five minutes. */
async function load(url: string, body: string, secret: string, connections: number, amount?: number) {
  const result = await autocannon({
    url: url + path,
    method: 'POST',
    headers: signSlack(body, secret),
    body,
    connections,
    ...(amount ? { amount } : { duration: secondsARound }),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return result
}

/** Outgoing calls that a command made; the copy of all customers is being collected at the same time. */
function callsOfPeople(output: string): object[] {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg: string; correlationId?: string; operation?: string })
  const commands = new Set(
    lines.filter(({ msg }) => msg === 'command answered').map(({ correlationId }) => correlationId),
  )
  return lines.filter(({ operation, correlationId }) => operation && commands.has(correlationId))
}

async function main(): Promise<Figure[]> {
  const figures: Figure[] = []
  const sandbox = await startSandbox({
    port: 0,
    customers: 60,
    seed: 'bench',
    rateLimit: 100_000,
    timeScale: 1,
    deskUrl: () => '',
  })
  const wired = { ...sandbox.environment, WORKS_RATE_LIMIT: '100000', HOST: '127.0.0.1' }
  const secret = sandbox.environment.SLACK_SIGNING_SECRET ?? ''
  const control = (route: string, body: object) =>
    fetch(`${sandbox.url}/_sandbox/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const { team } = (await (await fetch(`${sandbox.url}/_sandbox/slack`)).json()) as { team: { id: string } }
  const ask = (id: string) =>
    commandForm('/customer', id, {
      team_id: team.id,
      user_id: 'U0EMILY0003',
      response_url: `${sandbox.url}/slack/response/none`,
    })

  const readyAfterMs: number[] = []
  for (let start = 0; start < starts; start += 1) {
    const { desk, readyMs } = await startDesk({ LOG_LEVEL: 'error', SANDBOX_PORT: '0' })
    readyAfterMs.push(readyMs)
    await desk.stop()
  }
  figures.push({
    figure: 'from start to ready, sandbox included',
    measured: `${Math.round(median(readyAfterMs))} ms`,
    goal: 'under 2,000 ms',
  })

  const bolt = { port: await freePort() }
  const bare = run('test/bench/bare-bolt.ts', [String(bolt.port), secret], {})
  await until(bare, async () => bare.output().includes('ready'))
  const place = await makeDataDir()
  const warm = { ...wired, LOG_LEVEL: 'error', DATA_DIR: place.dataDir }
  const { desk, url } = await startDesk(warm)
  await collectAll(warm)
  const ratios: number[] = []
  for (const server of [url, `http://127.0.0.1:${bolt.port}`]) await load(server, ask('10000001'), secret, 32)
  for (let round = 0; round < rounds; round += 1) {
    const ours = await load(url, ask('10000001'), secret, 32)
    const theirs = await load(`http://127.0.0.1:${bolt.port}`, ask('10000001'), secret, 32)
    ratios.push(ours.requests.average / theirs.requests.average)
  }
  await bare.stop()
  figures.push({
    figure:
      'signed /customer on a warm cache, requests a second, against a bare Bolt HTTPReceiver; all customers collected before',
    measured: `${median(ratios).toFixed(2)} of it (${rounds} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    goal: 'at least 1.0',
  })

  await control('faults', { target: 'partner', kind: 'hang' })
  const hung = await load(url, ask('10000003'), secret, 200, 400)
  await control('faults', {})
  await desk.stop()
  await place.remove()
  figures.push({
    figure: 'acknowledgement p99, 200 commands in flight, Partner API hung',
    measured: `${hung.latency.p99} ms`,
    goal: 'under 1,600 ms',
  })

  const cold = await startDesk({ ...wired, LOG_LEVEL: 'info' })
  await load(cold.url, ask('10000001'), secret, 100, 100)
  const calls = callsOfPeople(cold.desk.output())
  await cold.desk.stop()
  figures.push({
    figure: 'Partner API calls for 100 simultaneous /customer (two operations)',
    measured: String(calls.length),
    goal: 'exactly 2',
  })

  await sandbox.close()

  const { messages, medianMs, p99Ms } = await measureQuestions(10_000)
  figures.push({
    figure: `understanding a message, ${messages} of them, among 10,000 customers`,
    measured: `median ${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`,
    goal: 'under 1 ms',
  })

  const digests = [await measureDigest(5000), await measureDigest(10_000)]
  const [half, whole] = digests.map(({ allMs }) => allMs)
  figures.push({
    figure: 'composing and rendering a digest of 10,000 customers, 500 ending, for both platforms',
    measured: `${whole} ms (${half} ms for half of it)`,
    goal: 'under 300 ms, and linear',
  })
  return figures
}

const figures = await main()
const output = join(import.meta.dirname, '../output')
mkdirSync(output, { recursive: true })
writeFileSync(
  join(output, 'bench.json'),
  JSON.stringify({ at: new Date().toISOString(), node: process.version, figures }, null, 2),
)
const table = [
  '| figure | measured | goal |',
  '| --- | --- | --- |',
  ...figures.map((row) => `| ${row.figure} | ${row.measured} | ${row.goal} |`),
]
process.stdout.write(`${table.join('\n')}\n`)
