import { createRandom } from '../../src/sandbox/world/random.ts'
import { freePort, isReady, run } from '../helpers/processes.ts'
import { startAsking } from './asking.ts'
import type { ChaosOptions, ChaosReport } from './chaos.ts'
import { eventually } from './eventually.ts'
import { isAcknowledged, judge, newRow } from './judge.ts'
import { createLedger } from './ledger.ts'
import { controlSandbox, type SandboxControl, type Shown } from './sandbox-control.ts'

export interface MoveClockOptions extends Pick<ChaosOptions, 'seed' | 'logs' | 'onStep' | 'signal'> {
  /** How often, by one to three days each. */
  readonly moves: number
}

/** Ten customers' codes begin so. */
const customersWanted = 'PD-101'
const trouble = 'clock moved by days'
const zone = 'Asia/Tokyo'
const load = { command: 2, button: 1, mention: 2, works: 2 }
const spanMs = 1_000
/** After a move every customer is read anew, and a digest takes a second for each message in a channel. */
const digestMs = 60_000
const startMs = 60_000
const answersMs = 30_000
const dayMs = 86_400_000
const tokyoMs = 9 * 3_600_000

/**
 * Moves the clock of a desk that runs with its own sandbox, while people ask and rooms have digests. Of the days that
 * are jumped over a room gets the last one.
 */
export async function moveClock({ seed, moves, onStep, signal }: MoveClockOptions): Promise<ChaosReport> {
  const random = createRandom(`${seed} clock`)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const running = run('src/main.ts', ['serve'], {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_CUSTOMERS: '80',
    SANDBOX_RATE_LIMIT: '100000',
    SANDBOX_TIME_SCALE: '10',
    WORKS_RATE_LIMIT: '100000',
  })
  try {
    const isUp = await eventually(startMs, () => isReady(`http://127.0.0.1:${port}`))
    if (!isUp) throw new Error(`a desk with its own sandbox did not start: ${running.errors()}`)
    const sandbox = controlSandbox(`http://127.0.0.1:${sandboxPort}`)
    const ledger = createLedger()
    const customers = Array.from({ length: 60 }, (_, index) => String(10_000_100 + 7 * index))
    const { ask, worksPeople } = await startAsking({ sandbox, ledger, random, customers })
    const rooms = await setUpDigests(sandbox, worksPeople)
    const row = newRow(trouble, moves, moves)
    const dates: string[] = []
    for (let move = 1; move <= moves; move += 1) {
      signal.throwIfAborted()
      onStep(`${trouble}, move ${move} of ${moves}`)
      const asking = ask(trouble, load, spanMs)
      dates.push(await nextMorning(sandbox, 1 + random.below(3)))
      await asking
      await eventually(digestMs, async () => haveAll(await sandbox.messages(), rooms, dates), 250)
      await answered(sandbox, ledger)
    }
    const messages = await sandbox.messages()
    const answers = ledger.answers(messages)
    for (const asked of ledger.all) {
      judge(row, asked, { messages, answers, outcomes: new Map(), states: new Map() })
    }
    for (const room of rooms) {
      for (const date of dates) {
        const count = parentsIn(messages, room, date)
        row.digests[count === 0 ? 'missing' : count === 1 ? 'once' : 'twice'] += 1
        if (count !== 1) row.broken.push(`the digest of ${room} on ${date} is there ${count} times`)
      }
      const others = parentsIn(messages, room) - dates.length
      if (others > 0) row.broken.push(`${room} has ${others} digests of days that were jumped over, or twice`)
    }
    return { store: 'embedded (PGlite)', stopping: undefined, rows: [row], troubles: [] }
  } finally {
    running.process.kill('SIGKILL')
    await running.ended
  }
}

type Ledger = ReturnType<typeof createLedger>

/** By commands, as people do; gives the rooms. */
async function setUpDigests(sandbox: SandboxControl, worksPeople: readonly string[]): Promise<string[]> {
  const line = `digest daily 09:00 ${zone} within 14 in en for ${customersWanted} every day`
  const person = 'U0MISAKI001'
  const slackRooms = ['C0DESK00001', 'C0HELP00004', 'D0MISAKI001']
  for (const room of slackRooms) await sandbox.post('slack/command', { person, room, text: `/desk ${line}` })
  const worksRooms = worksPeople.slice(0, 2)
  for (const room of worksRooms) {
    await sandbox.post('lineworks/message', { person: room, room, text: `/${line}` })
  }
  const rooms = [...slackRooms, ...worksRooms]
  // Each in its own language; what the digest is for stands in all of them.
  const areSet = async () => {
    const said = (await sandbox.messages()).filter(({ author }) => author === 'bot')
    const told = said.filter(({ payload }) => JSON.stringify(payload).includes(customersWanted))
    return rooms.every((room) => told.some((message) => message.room === room))
  }
  if (!(await eventually(answersMs, areSet))) throw new Error('the digests could not be set up')
  return rooms
}

/** Moves the clock past nine in Tokyo, so many mornings on; gives that day as digests call it. */
async function nextMorning({ get, post }: SandboxControl, mornings: number): Promise<string> {
  const now = Date.parse((await get<{ now: string }>('clock')).now)
  const today = Math.floor((now + tokyoMs) / dayMs) * dayMs - tokyoMs + 9 * 3_600_000 + 60_000
  const at = (now < today ? today : today + dayMs) + (mornings - 1) * dayMs
  await post('clock', { advance: `PT${Math.ceil((at - now) / 60_000)}M` })
  const words = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', timeZone: zone } as const
  return new Intl.DateTimeFormat('en-US', words).format(at)
}

function haveAll(messages: readonly Shown[], rooms: readonly string[], dates: readonly string[]): boolean {
  return rooms.every((room) => parentsIn(messages, room, dates.at(-1)) > 0)
}

/** Of one day, or of all. */
function parentsIn(messages: readonly Shown[], room: string, date = ''): number {
  const title = `What ends soon: ${date}`
  return messages.filter(
    (message) =>
      message.author === 'bot' &&
      message.room === room &&
      !message.thread &&
      `${message.payload.text ?? message.payload.altText ?? ''}`.startsWith(title),
  ).length
}

async function answered(sandbox: SandboxControl, ledger: Ledger): Promise<void> {
  await eventually(answersMs, async () => {
    const answers = ledger.answers(await sandbox.messages())
    return ledger.all.filter(isAcknowledged).every((asked) => answers.has(asked))
  })
}
