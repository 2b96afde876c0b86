import { setTimeout as delay } from 'node:timers/promises'
import { countWork, type WorkInFlight } from '../async/work-in-flight.ts'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import { observeNothing } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import type { StoreHealth } from '../core/store-health.ts'
import { createKeeping, type Keeping } from '../inbox/keeping.ts'
import { createTakeOver } from '../inbox/take-over.ts'
import type { Answer } from './answering.ts'
import { isHeardKey } from './events/heard.ts'
import { createHeardAnswers, type HeardAnswers } from './events/heard-answers.ts'
import type { Wait } from './events/patience.ts'
import type { Installs } from './installs/installs.ts'
import { createLateAnswers, type LateAnswers } from './late/late-answers.ts'
import type { Question } from './late/question.ts'
import { createRecentShares, type RecentShares } from './late/recent-shares.ts'
import { createOpenReplies } from './late/replies.ts'
import type { OpenReplies } from './late/reply.ts'
import { createPerWorkspace } from './per-workspace.ts'
import { createTellReplied, type TellReplied } from './tell-replied.ts'
import { createWorkspace } from './workspace.ts'
import { createWorkspaces, type Workspaces } from './workspaces.ts'

export interface LateDeskOptions extends DeskPorts {
  /** Where the desk may answer. */
  readonly installs: Installs
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  readonly inbox: Inbox
  /** Of the store behind the inbox; without it, as far as the inbox notices. */
  readonly storeHealth?: StoreHealth
  /** Ids of people and of user groups that may ask; undefined: every full member. */
  readonly allowedPeople: readonly string[] | undefined
  /** For people whose own language and zone are not known. */
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
  /** Milliseconds after which others go on with what this process no longer works at; a minute by default. */
  readonly leaseMs?: number
  /** Milliseconds that the store is waited for before something is answered without it; 2 s by default. */
  readonly storeMs?: number
  /** Milliseconds that the posting of an answer may take before it counts as unclear; 10 s by default. */
  readonly postMs?: number
  /** Between one try and the next. */
  readonly wait?: Wait
}

/** What a desk in Slack does without hearing anything: it answers what other processes have left. */
export interface Background {
  /** Goes on with what other processes have left, now and from time to time. */
  start(): Promise<void>
  /** Takes nothing new on. What is under way goes on. */
  leave(): Promise<void>
  /** Waits for what is under way, `limitMs` at the longest. True when all of it ended. */
  settled(limitMs: number): Promise<boolean>
  /** Leaves to other processes what is not answered by now, where the store has it. Never rejects. */
  letGo(): Promise<void>
}

/** The desk in Slack but for its ears. */
export interface LateDesk extends Background {
  readonly workspaces: Workspaces
  readonly lateAnswers: LateAnswers
  readonly recentShares: RecentShares
  /** Never rejects. */
  readonly ask: (question: Question) => Promise<Answer>
  readonly work: WorkInFlight
  readonly openReplies: OpenReplies
  readonly heardAnswers: HeardAnswers
  readonly keeping: Keeping
  readonly tellReplied: TellReplied
}

/** One desk over all workspaces, with what they share. Takes over nothing before `start`. */
export function createLateDesk(options: LateDeskOptions): LateDesk {
  const { installs, apiUrl, inbox, storeHealth, wallClock, log, leaseMs = 60_000, storeMs } = options
  const { postMs = 10_000, wait = waitUnheld, observe = observeNothing } = options
  const work = countWork()
  const keeping = createKeeping({ inbox, storeHealth, leaseMs, storeMs, wallClock, log })
  const around = { ...options, desk: options, keeping, postMs, wait }
  const kept = createPerWorkspace(installs, (install) => createWorkspace(install, around))
  const workspaces = createWorkspaces({ ...options, kept, desk: options })
  const ask = (question: Question) => {
    const asked = { ...question, fresh: question.kind === 'refresh' }
    return workspaces.runFor(asked, (workspace) => workspace.ask(question))
  }
  const recentShares = createRecentShares(wallClock)
  const tellReplied = createTellReplied(observe)
  const openReplies = createOpenReplies({ apiUrl, log, observe })
  const lateAnswers = createLateAnswers({
    ...{ keeping, openReplies, recentShares, ask, tellReplied, wallClock, log },
  })
  const heardAnswers = createHeardAnswers({ workspaces, keeping, wallClock, log })
  const resume = (received: Received) => {
    const answers = isHeardKey(received.key) ? heardAnswers : lateAnswers
    return work.add(answers.resume(received))
  }
  const takeOver = createTakeOver({ platform: 'slack', inbox, leaseMs, log, resume })

  return {
    workspaces,
    lateAnswers,
    recentShares,
    ask,
    work,
    openReplies,
    heardAnswers,
    keeping,
    tellReplied,
    async start() {
      await installs.start()
      await takeOver.start()
    },
    leave: async () => takeOver.stop(),
    async settled(limitMs) {
      const settled = [work.settled(limitMs), installs.settled(limitMs)]
      return (await Promise.all(settled)).every(Boolean)
    },
    letGo: () => keeping.letGo(),
  }
}

/** Keeps no process from its end. */
function waitUnheld(ms: number): Promise<void> {
  return delay(ms, undefined, { ref: false })
}
