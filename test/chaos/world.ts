import { join } from 'node:path'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { createRandom, type Random } from '../../src/sandbox/world/random.ts'
import { createWorld } from '../../src/sandbox/world/world.ts'
import type { Store } from '../../src/storage/store.ts'
import { type Running, run } from '../helpers/processes.ts'
import { signSlack } from '../helpers/sign-slack.ts'
import { type Asking, type Load, startAsking } from './asking.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { addDueDigest, type DueDigest } from './due-digests.ts'
import { eventually } from './eventually.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createDeskProcesses, type DeskProcesses, type Place } from './processes-of-desk.ts'
import { controlSandbox, type SandboxControl } from './sandbox-control.ts'
import { makeStoreAtHand, type StoreAtHand, type StoreWish } from './store-at-hand.ts'
import { startWire } from './wire.ts'

/** A desk in processes of its own, a world outside in another, people who ask, and all means to disturb them. */
export interface World {
  readonly random: Random
  readonly ledger: Ledger
  readonly sandbox: SandboxControl
  readonly store: StoreAtHand
  readonly desk: DeskProcesses
  readonly balancer: Balancer
  readonly digests: readonly DueDigest[]
  ask(round: string, load: Load, spanMs: number): Promise<void>
  /** Makes digests due; not on the embedded store. */
  addDigests(round: string): Promise<void>
  /**
   * Kills the processes at these places at once, and notes what they leave. They stay dead. Where nobody else has the
   * store, makes the digests of a round due meanwhile.
   */
  kill(places: readonly Place[], round: string): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  readonly seed: string
  readonly store: StoreWish
  /** Questions at most. */
  readonly questions: number
  readonly logs: string | undefined
}

/** The first that the sandbox makes by its seed; those before are fixed, with fields made to hurt. */
const firstMade = '10000100'
/** Ids do not depend on the day. */
const anyDay = '2026-01-01' as CalendarDate
const sandboxMs = 30_000
const digestRooms = {
  slack: ['C0DESK00001', 'C0HELP00004'],
  lineworks: ['2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901', '7c41e8b0-93d2-4f5a-b6e7-20ad63c8f902'],
} as const
const firstDays = 20

export async function startWorld({ seed, store: wish, questions, logs }: WorldOptions): Promise<World> {
  const ends: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const random = createRandom(seed)
    const ledger = createLedger()
    const balancer = await startBalancer(ledger.deliver)
    ends.push(balancer.close)
    const store = await makeStoreAtHand(wish)
    ends.push(store.remove)
    const customers = makeCustomers(seed, questions)
    const outside = await startSandboxProcess(balancer.url, { seed, customers: customers.made })
    ends.push(() => outside.running.stop())
    const sandbox = controlSandbox(outside.url)
    const wire = await startWire(outside.url, ledger.breakOff)
    ends.push(wire.close)
    balancer.rewrite = throughWire(wire.url, outside)
    const environment = {
      ...outside.environment,
      SLACK_API_URL: `${wire.url}/slack/api/`,
      ...store.environment,
      HOST: '127.0.0.1',
      WORKS_RATE_LIMIT: '100000',
      LOG_LEVEL: logs ? 'info' : 'warn',
    }
    if (!store.isEmbedded) await store.look((open) => open.migrate())
    const desk = createDeskProcesses({
      environment,
      logs,
      onTargets: (targets) => {
        balancer.targets = targets
      },
    })
    ends.push(desk.end)
    await desk.add('serve')
    if (!store.isEmbedded) await desk.add('work')
    const asking = await startAsking({ sandbox, ledger, random, customers: customers.ids })
    await begin(sandbox, asking)
    const digests: DueDigest[] = []

    return {
      ...{ random, ledger, sandbox, store, desk, balancer, digests, close },
      ask: asking.ask,
      addDigests: (round) => store.look((open) => addDigests(open, round, digests)),
      async kill(places, round) {
        const lives = await Promise.all(places.map((place) => desk.kill(place)))
        const messages = await sandbox.messages()
        const openRows = await store.look(async (open) => {
          // The embedded store takes a second to be opened, so that it is opened once.
          if (store.isEmbedded) await addDigests(open, round, digests)
          return readOpenRows(open)
        })
        for (const life of lives) ledger.bury(life, messages, openRows)
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** As many as there are questions, past the fixed ones. */
function makeCustomers(seed: string, questions: number) {
  const settings = { seed, customers: questions + 40 }
  const ids = createWorld(settings, () => anyDay)
    .customers.map(({ domainId }) => String(domainId))
    .filter((id) => id.length === firstMade.length && id >= firstMade)
  return { ids, made: settings.customers }
}

interface Outside {
  readonly running: Running
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
}

async function startSandboxProcess(
  deskUrl: string,
  { seed, customers }: { seed: string; customers: number },
): Promise<Outside> {
  const file = join('test/chaos', 'sandbox-process.ts')
  const args = ['--desk', deskUrl, '--customers', String(customers), '--seed', seed]
  const running = run(file, args, {})
  if (!(await eventually(sandboxMs, () => running.output().includes('SANDBOX_URL')))) {
    throw new Error(`the sandbox did not start: ${running.errors()}`)
  }
  const { SANDBOX_URL: url = '', ...environment } = Object.fromEntries(
    [...running.output().matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
  return { running, url, environment }
}

/** Has the desk send to a response address through the wire; Slack's own would be one of the same host. */
function throughWire(wireUrl: string, { url, environment }: Outside): Balancer['rewrite'] {
  const [from, to] = [url, wireUrl].map((each) => encodeURIComponent(`${each}/slack/response`))
  return (form) => {
    const body = form.replaceAll(from ?? '', to ?? '')
    return { body, headers: signSlack(body, environment.SLACK_SIGNING_SECRET ?? '') }
  }
}

/** Opens every room in LINE WORKS, so that no greeting comes between. */
async function begin(sandbox: SandboxControl, { worksPeople }: Asking): Promise<void> {
  for (const person of worksPeople) await sandbox.post('lineworks/begin', { person })
}

async function addDigests(store: Store, round: string, digests: DueDigest[]): Promise<void> {
  for (const platform of ['slack', 'lineworks'] as const) {
    const count = digests.length
    const rooms = digestRooms[platform]
    const due: DueDigest = {
      round,
      platform,
      workspace: `chaos-${count}`,
      room: rooms[Math.floor(count / 2) % rooms.length] ?? rooms[0],
      days: firstDays + count,
    }
    await addDueDigest(store, due)
    digests.push(due)
  }
}

function readOpenRows(store: Store) {
  return store.db.selectFrom('inbox').select(['key', 'payload']).where('outcome', 'is', null).execute()
}
