import { setTimeout as wait } from 'node:timers/promises'
import type { Load } from './asking.ts'
import { eventually } from './eventually.ts'
import type { Place, Verb } from './processes-of-desk.ts'
import type { Fault } from './sandbox-control.ts'
import type { World } from './world.ts'

/** A kind of trouble, made at a random moment while people ask. */
export interface Kind {
  readonly name: string
  /** Absent: on every store. */
  readonly needs?: 'PostgreSQL'
  /** Whether digests are due meanwhile. On the embedded store that is so where its process is killed. */
  readonly hasDigests?: boolean
  /** Whether the next kind waits until all is answered, so that no answer meets the trouble of another kind. */
  readonly isWaitedFor?: boolean
  /** Gives how often the trouble struck: kills, outages, or requests that met a fault. */
  play(world: World, round: Round): Promise<number>
}

export interface Round {
  readonly name: string
  readonly load: Load
  /** Over which the questions of a round are spread. */
  readonly spanMs: number
  /** How long a fault or an outage lasts at most. */
  readonly troubleMs: number
}

/** More than any round has requests. */
const endless = 1_000
/** Of a fault, until something meets it, however busy the machine is. */
const strikeMs = 15_000
/** Of a store that came back, until the desk says that it is ready again. */
const recoveryMs = 60_000

/** In the order in which they are played: what leaves most to be waited for comes first. */
export const kinds: readonly Kind[] = [
  killing('kill -9 of serve', ['serve']),
  { ...killing('kill -9 of work', ['work']), needs: 'PostgreSQL' },
  { ...killing('kill -9 of both', ['serve', 'work']), needs: 'PostgreSQL' },
  { name: 'SIGTERM of serve', hasDigests: true, play: tellToStop },
  { name: 'two serve, two work', needs: 'PostgreSQL', hasDigests: true, play: inPairs },
  faulty('Partner API hangs', [{ target: 'partner', kind: 'hang' }]),
  faulty('Partner API slow', [{ target: 'partner', kind: 'slow', delayMs: 2_500 }]),
  faulty('Partner API 429', [{ target: 'partner', kind: 'status', status: 429, delayMs: 1_000 }]),
  faulty('Partner API 500', [{ target: 'partner', kind: 'status', status: 500 }]),
  faulty('Partner API cut off', [{ target: 'partner', kind: 'truncate' }]),
  faulty('Partner API HTML', [{ target: 'partner', kind: 'html' }]),
  faulty('Slack API 429', onSlack({ kind: 'status', status: 429, delayMs: 1_000 })),
  faulty('Slack API breaks off', onSlack({ kind: 'drop' })),
  faulty('Slack API breaks off late', onSlack({ kind: 'dropAfterAccept' })),
  faulty('LINE WORKS API 429', onLineWorks({ kind: 'status', status: 429, delayMs: 1_000 })),
  faulty('LINE WORKS API breaks off', onLineWorks({ kind: 'drop' })),
  faulty('LINE WORKS API breaks off late', onLineWorks({ kind: 'dropAfterAccept' })),
  { name: 'PostgreSQL silent', needs: 'PostgreSQL', hasDigests: true, play: silenceStore },
  { name: 'PostgreSQL stopped', needs: 'PostgreSQL', hasDigests: true, play: stopStore },
]

function onSlack(fault: Omit<Fault, 'target' | 'times'>): Fault[] {
  const operations = ['chat.postMessage', 'chat.postEphemeral', 'response_url']
  return severally(operations.map((operation) => ({ target: 'slack', operation, ...fault })))
}

function onLineWorks(fault: Omit<Fault, 'target' | 'times'>): Fault[] {
  return severally([{ target: 'lineworks', operation: 'bot.users.messages', ...fault }])
}

/** Two of each, one by one: what meets three in a row is given up by design. */
function severally(faults: readonly Omit<Fault, 'times'>[]): Fault[] {
  return faults.flatMap((fault) => Array.from({ length: 2 }, () => ({ ...fault, times: 1 })))
}

/** Begins at a random moment, and lasts until the platforms have said what came of all questions, and a while more. */
function faulty(name: string, given: readonly Fault[]): Kind {
  const faults = given.map((fault) => ({ times: endless, ...fault }))
  return {
    name,
    hasDigests: true,
    isWaitedFor: true,
    async play(world, round) {
      const { sandbox, random } = world
      // Answers that ride in an acknowledgement never meet the platforms' own API.
      const isOutgoing = faults.some(({ target }) => target !== 'partner')
      if (isOutgoing) await slowPartner(world, 1_700)
      const asking = world.ask(round.name, round.load, round.spanMs)
      await Promise.all(
        faults.map(async (fault) => {
          await randomMoment(world, round.spanMs / 2)
          await sandbox.fault(fault)
        }),
      )
      await asking
      await eventually(strikeMs, async () => (await countLeft(world, faults)) < sumOf(faults))
      await eventually(random.below(round.troubleMs), async () => (await countLeft(world, faults)) === 0)
      const met = sumOf(faults) - (await countLeft(world, faults))
      await sandbox.clearFaults()
      return met
    },
  }
}

/** How many requests would still meet them. */
async function countLeft({ sandbox }: World, faults: readonly Fault[]): Promise<number> {
  const { faults: left } = await sandbox.get<{ faults: Fault[] }>('faults')
  return sumOf(
    left.filter(({ kind, target }) => faults.some((set) => set.kind === kind && set.target === target)),
  )
}

function sumOf(faults: readonly Fault[]): number {
  return faults.reduce((sum, { times = 0 }) => sum + times, 0)
}

function killing(name: string, verbs: readonly Verb[]): Kind {
  return {
    name,
    hasDigests: true,
    async play(world, { name: round, load, spanMs }) {
      const { desk } = world
      await slowPartner(world, 500 + world.random.below(2_000))
      const asking = world.ask(round, load, spanMs)
      await eventfulMoment(world, spanMs)
      const victims = verbs.flatMap((verb) => pickOne(world, verb))
      await world.kill(victims, round)
      await Promise.all([asking, ...victims.map((place) => desk.start(place))])
      await world.sandbox.clearFaults()
      return victims.length
    },
  }
}

async function tellToStop(world: World, { name, load, spanMs }: Round): Promise<number> {
  const { desk } = world
  await slowPartner(world, 500 + world.random.below(2_000))
  const asking = world.ask(name, load, spanMs)
  await eventfulMoment(world, spanMs)
  const [serve] = pickOne(world, 'serve')
  if (!serve) throw new Error('there is no serve')
  await desk.stop(serve)
  await Promise.all([asking, desk.start(serve)])
  await world.sandbox.clearFaults()
  return 1
}

/** Every event comes to both, at the same time. */
async function inPairs(world: World, { name, load, spanMs }: Round): Promise<number> {
  const { desk, balancer } = world
  const second = await Promise.all([desk.add('serve'), desk.add('work')])
  balancer.isEventForAll = true
  await world.ask(name, load, spanMs)
  balancer.isEventForAll = false
  await Promise.all(second.map((place) => desk.stop(place)))
  return load.mention ?? 0
}

async function stopStore(world: World, { name, load, spanMs, troubleMs }: Round): Promise<number> {
  const { store, random } = world
  const outageMs = random.below(troubleMs)
  const asking = world.ask(name, load, spanMs + outageMs)
  await randomMoment(world, spanMs)
  await store.stop()
  await wait(outageMs)
  await store.start()
  await Promise.all([asking, recovered(world)])
  return 1
}

async function silenceStore(world: World, { name, load, spanMs, troubleMs }: Round): Promise<number> {
  const { store, random } = world
  const outageMs = random.below(troubleMs)
  const asking = world.ask(name, load, spanMs + outageMs)
  await randomMoment(world, spanMs)
  store.proxy?.fallSilent()
  await wait(outageMs)
  store.proxy?.speak(random.pick(['goes on', 'breaks']))
  await Promise.all([asking, recovered(world)])
  return 1
}

async function recovered({ desk }: World): Promise<void> {
  const ports = desk.targets().map(({ port }) => port)
  const isReady = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  const areReady = async () => (await Promise.all(ports.map(isReady))).every(Boolean)
  if (!(await eventually(recoveryMs, areReady))) {
    throw new Error(`serve was not ready ${recoveryMs / 1000} s after the store had come back`)
  }
}

function pickOne({ desk, random }: World, verb: Verb): readonly Place[] {
  const places = desk.of(verb)
  return places.length > 0 ? [random.pick(places)] : []
}

/** So that answers are met half way. */
async function slowPartner({ sandbox }: World, delayMs: number): Promise<void> {
  await sandbox.fault({ target: 'partner', operation: 'customers.get', kind: 'slow', delayMs })
}

/** When something has been asked, and some of it is still under way. */
function eventfulMoment({ random }: World, spanMs: number): Promise<void> {
  return wait(spanMs / 4 + random.below(spanMs))
}

function randomMoment({ random }: World, withinMs: number): Promise<void> {
  return wait(random.below(withinMs))
}
