/** How many signed commands a second the desk answers from what it knows, beside servers that know nothing. */
import { freePort, run, until } from '../helpers/processes.ts'
import { makeDataDir } from '../helpers/store-places.ts'
import { collectAll, pidOf, startServe } from './desk.ts'
import { type Figure, toldBeside } from './figure.ts'
import { type AskedAgain, askFor, load } from './load.ts'
import { startOutside } from './outside.ts'
import { cpuUs } from './proc.ts'
import { median, medianAndRange } from './statistics.ts'
import { type Begun, tidily } from './tidily.ts'

/** Of each server, in turn. What else goes on in the machine meets all three. */
const rounds = 9
const secondsARound = 2
const connections = 32
const warmUpRequests = 6_000

interface Server extends Begun {
  readonly url: string
  readonly pid: number
}

interface Round {
  readonly perSecond: number
  /** Microseconds of processor that a request cost the server. */
  readonly cpuEach: number | undefined
}

export function measureWarm(): Promise<Figure[]> {
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside())
    const { dataDir } = place(await makeDataDir())
    const environment = { ...outside.environment, DATA_DIR: dataDir }
    const asked = await askFor('10000001', outside)
    const desk = begun(await startServe(environment))
    await collectAll(environment)
    const bare = begun(await startConstant('bare-bolt.ts', asked.secret))
    const onOurs = begun(await startConstant('bolt-on-our-receiver.ts', asked.secret))
    // By count, not by time: on a busy machine seconds may not be enough for what is run often to be compiled.
    const warmUp = { connections, amount: warmUpRequests }
    for (const { url } of [desk, bare, onOurs]) await load(url, asked, warmUp)
    const all: { desk: Round; bare: Round; onOurs: Round }[] = []
    for (let round = 0; round < rounds; round += 1) {
      all.push({
        desk: await measureRound(desk, asked),
        bare: await measureRound(bare, asked),
        onOurs: await measureRound(onOurs, asked),
      })
    }
    return describe(all)
  })
}

function describe(all: readonly { desk: Round; bare: Round; onOurs: Round }[]): Figure[] {
  const speeds = (of: 'desk' | 'onOurs') => all.map((round) => round[of].perSecond / round.bare.perSecond)
  const speed = median(all.map(({ desk }) => desk.perSecond))
  const perSecond = `${Math.round(speed).toLocaleString('en')} a second`
  return [
    {
      figure: 'signed `/customer` on a warm cache, against a bare Bolt `HTTPReceiver`: requests a second',
      measured: `${medianAndRange(speeds('desk'), 2)}, ${perSecond}`,
      goal: 'at least 1.0',
      met: median(speeds('desk')) >= 1,
    },
    ...describeCpu(all),
    toldBeside(
      'the same for Bolt on our receiver with a constant message',
      medianAndRange(speeds('onOurs'), 2),
    ),
  ]
}

/** What the processor spent does not depend on what else it had to do, as the pace does. */
function describeCpu(all: readonly { desk: Round; bare: Round; onOurs: Round }[]): Figure[] {
  const spent = (of: 'desk' | 'bare' | 'onOurs') => median(all.flatMap((round) => round[of].cpuEach ?? []))
  if (spent('bare') === 0) return []
  const each = (['desk', 'bare', 'onOurs'] as const).map((of) => Math.round(spent(of)))
  return [
    toldBeside(
      'the same in processor time: desk, bare Bolt, Bolt on our receiver',
      `${each.join(', ')} µs a request; desk ${(spent('desk') / spent('bare')).toFixed(2)} of bare Bolt`,
    ),
  ]
}

async function startConstant(file: string, secret: string): Promise<Server> {
  const port = await freePort()
  const running = run(`test/bench/${file}`, [String(port), secret], {})
  await until(running, async () => running.output().includes('ready'))
  return { url: `http://127.0.0.1:${port}`, pid: pidOf(running), stop: running.stop }
}

async function measureRound({ url, pid }: Server, asked: AskedAgain): Promise<Round> {
  const before = cpuUs(pid)
  const { requests } = await load(url, asked, { connections, seconds: secondsARound })
  const after = cpuUs(pid)
  const isTold = before !== undefined && after !== undefined
  return {
    perSecond: requests.average,
    cpuEach: isTold ? (after - before) / requests.total : undefined,
  }
}
