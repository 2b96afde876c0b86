import { type DueDigest, fateOf } from './due-digests.ts'
import { eventually } from './eventually.ts'
import { type Evidence, isAcknowledged, judge, judgeDigest, newRow, type Row } from './judge.ts'
import type { Kind, Round } from './kinds.ts'
import type { Asked } from './ledger.ts'
import { retriesTakeMs } from './retries-hurry.ts'
import type { StoreWish } from './store-at-hand.ts'
import { startWorld, type World } from './world.ts'

export interface ChaosOptions {
  readonly seed: string
  readonly store: StoreWish
  /** Of each kind; of one that is waited for, whose requests meet it many times a round, half as many. */
  readonly rounds: number
  readonly kinds: readonly Kind[]
  readonly load: Round['load']
  readonly spanMs: number
  readonly troubleMs: number
  /** Keeps what each process printed; undefined: nowhere. */
  readonly logs?: string | undefined
  /** Told of each step. */
  readonly onStep: (line: string) => void
  /** Is begun when there is only waiting left to do. */
  readonly meanwhile?: () => Promise<unknown>
  /** Ends the run early; what was started is killed all the same. */
  readonly signal: AbortSignal
}

export interface ChaosReport {
  readonly store: string
  /** How PostgreSQL was stopped; undefined where it was not. */
  readonly stopping: string | undefined
  readonly rows: readonly Row[]
  /** What ended by itself, or not when it was told to. */
  readonly troubles: readonly string[]
}

/**
 * What a killed process was at is leased to it for a minute, others look for such every half minute, and what they
 * find is looked for in Slack before it is sent again.
 */
const drainMs = 150_000
/** For answers once their trouble is over, the wait behind a request that hangs included. */
const quietMs = 15_000
/** What is uncertain in LINE WORKS does not come any more, and only the store tells which that is. */
const worksMs = 60_000
/** The store is opened anew for each look. */
const lookEveryMs = 2_000

/** Plays some rounds of each kind on one desk, waits until all is answered that will be, and judges. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, store, rounds, logs, onStep, signal, load, spanMs, troubleMs } = options
  const roundsOf = ({ isWaitedFor }: Kind) => (isWaitedFor ? Math.ceil(rounds / 2) : rounds)
  const questions = Object.values(load).reduce((sum, count) => sum + count, 0)
  const wanted = options.kinds.filter(({ needs }) => needs === undefined || store !== 'embedded')
  const world = await startWorld({ seed, store, logs, questions: rounds * wanted.length * questions + 10 })
  try {
    // Somebody has asked before, so that there are buttons to press.
    await world.ask(quiet, { command: 2, mention: 4, works: 2 }, 1_000)
    await settledOf(quiet, world)
    const struck = new Map<string, number>()
    for (const kind of wanted) {
      const { name, play, hasDigests, isWaitedFor } = kind
      for (let round = 1; round <= roundsOf(kind); round += 1) {
        signal.throwIfAborted()
        onStep(`${name}, round ${round} of ${roundsOf(kind)}`)
        if (hasDigests && !world.store.isEmbedded) await world.addDigests(name)
        const times = await play(world, { name, load, spanMs, troubleMs })
        struck.set(name, (struck.get(name) ?? 0) + times)
      }
      if (isWaitedFor) await settledOf(name, world)
    }
    onStep('waiting for what is still to come')
    await Promise.all([
      eventually(drainMs, () => isAllDone(world, signal), lookEveryMs),
      options.meanwhile?.(),
    ])
    const evidence = await gather(world)
    const played = wanted.map((kind) => newRow(kind.name, roundsOf(kind), struck.get(kind.name) ?? 0))
    const rows = [newRow(quiet, 1, 0), ...played].map((row) => rowOf(row, world, evidence))
    const { store: place, desk } = world
    return { store: place.name, stopping: place.stopping, rows, troubles: desk.troubles }
  } finally {
    await world.close()
  }
}

/** The row of what is asked before there is any trouble. */
const quiet = 'no trouble'

function rowOf(row: Row, { ledger, digests }: World, evidence: Evidence): Row {
  for (const asked of ledger.all) if (asked.round === row.trouble) judge(row, asked, evidence)
  for (const due of digests) if (due.round === row.trouble) judgeDigest(row, due, evidence)
  if (row.struck === 0 && row.trouble !== quiet) row.broken.push('the trouble did not come about')
  return row
}

/** Waits until what was acknowledged in a round is answered and its digests are over, unless that takes too long. */
async function settledOf(round: string, world: World): Promise<void> {
  const { store } = world
  const isOpen = (asked: Asked) => asked.round === round && isAcknowledged(asked)
  const digests = world.digests.filter((due) => due.round === round)
  const isSettled = async () => {
    const open = (await unanswered(world)).filter(isOpen)
    if (store.isEmbedded) return open.length === 0
    const { outcomes, states } = await readStore(store)
    return open.every(({ inboxKey = '' }) => outcomes.get(inboxKey)) && areOver(digests, states)
  }
  await eventually(quietMs, isSettled, 500)
}

function areOver(digests: readonly DueDigest[], states: Evidence['states']): boolean {
  return digests.every(({ workspace }) => {
    const state = states.get(workspace)
    return state !== undefined && state !== 'due' && state !== 'ready'
  })
}

async function unanswered({ sandbox, ledger }: World): Promise<Asked[]> {
  const answers = ledger.answers(await sandbox.messages())
  return ledger.all.filter((asked) => !answers.has(asked))
}

/** Whether nothing more is to come: all is answered or given up, and no event is sent again. */
async function isAllDone(world: World, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted()
  const { store, digests } = world
  const open = await unanswered(world)
  if (open.some((asked) => asked.way === 'mention' && !isAcknowledged(asked) && isSentAgain(asked.askedAtMs)))
    return false
  if (store.isEmbedded) {
    // Nobody else can look into it; of a digest that has begun the rest comes before its process ends.
    const messages = await world.sandbox.messages()
    const haveBegun = digests.every((due) => fateOf(due, messages, new Map()).parents > 0)
    const mayCome = (asked: Asked) => asked.way !== 'works' || Date.now() - asked.askedAtMs < worksMs
    return haveBegun && !open.some((asked) => isAcknowledged(asked) && mayCome(asked))
  }
  const { outcomes, states } = await readStore(store)
  // What has come to its end in the store will not be answered any more, if it is not by now.
  const isOver = [...outcomes.values()].every((outcome) => outcome !== null)
  return isOver && areOver(digests, states)
}

function isSentAgain(askedAtMs: number): boolean {
  return Date.now() - askedAtMs < retriesTakeMs
}

/** The embedded store is looked into once its process is gone. */
async function gather({ sandbox, ledger, store, desk }: World): Promise<Evidence> {
  if (store.isEmbedded) await Promise.all(desk.of('serve').map((place) => desk.stop(place)))
  const messages = await sandbox.messages()
  return { messages, answers: ledger.answers(messages), ...(await readStore(store)) }
}

function readStore(store: World['store']): Promise<Pick<Evidence, 'outcomes' | 'states'>> {
  return store.look(async ({ db }) => {
    const rows = await db.selectFrom('inbox').select(['key', 'outcome']).execute()
    const slots = await db.selectFrom('digest_slot').select(['workspace', 'state']).execute()
    return {
      outcomes: new Map(rows.map(({ key, outcome }) => [key, outcome])),
      states: new Map(slots.map(({ workspace, state }) => [workspace, state])),
    }
  })
}
