import { WebClient } from '@slack/web-api'
import { countWork, type WorkInFlight } from '../async/work-in-flight.ts'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createKeeping } from '../inbox/keeping.ts'
import { createTakeOver } from '../inbox/take-over.ts'
import { type Answer, type Answering, createAnswering } from './answering.ts'
import { toBoltLogger } from './bolt-log.ts'
import { createLateAnswers, type LateAnswers } from './late-answers.ts'
import { createPeople } from './people.ts'
import type { Question } from './question.ts'
import { createRecentShares, type RecentShares } from './recent-shares.ts'
import { createOpenReplies } from './replies.ts'
import type { OpenReplies } from './reply.ts'
import { createShare } from './share.ts'
import { webApiOptions } from './web-api.ts'

export interface LateDeskOptions extends DeskPorts {
  readonly botToken: string
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  readonly inbox: Inbox
  /** For people whose own language and zone are not known. */
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
  /** Milliseconds after which others go on with what this process no longer works at; a minute by default. */
  readonly leaseMs?: number
  /** Milliseconds that the store is waited for before something is answered without it; 2 s by default. */
  readonly storeMs?: number
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
  readonly answering: Answering
  readonly lateAnswers: LateAnswers
  readonly recentShares: RecentShares
  /** Never rejects. */
  readonly ask: (question: Question) => Promise<Answer>
  readonly work: WorkInFlight
  readonly client: WebClient
  readonly openReplies: OpenReplies
}

export function createLateDesk(options: LateDeskOptions): LateDesk {
  const { botToken, apiUrl, inbox, defaultReader, wallClock, log, leaseMs = 60_000, storeMs } = options
  const logger = toBoltLogger(log)
  const client = new WebClient(botToken, webApiOptions(apiUrl, logger))
  const work = countWork()
  const answering = createAnswering({
    desk: options,
    people: createPeople({ client, defaultZone: defaultReader.zone, wallClock }),
    defaultReader,
    wallClock,
    log,
  })
  const share = createShare({ answering, desk: options, client, log })
  const ask = (question: Question) => {
    const asked = { ...question, fresh: question.kind === 'refresh' }
    return question.kind === 'share' ? share(asked) : answering.answer(asked)
  }
  const recentShares = createRecentShares(wallClock)
  const keeping = createKeeping({ inbox, leaseMs, storeMs, log })
  const openReplies = createOpenReplies({ apiUrl, log })
  const lateAnswers = createLateAnswers({ keeping, openReplies, recentShares, ask, wallClock, log })
  const resume = (received: Received) => work.add(lateAnswers.resume(received))
  const takeOver = createTakeOver({ platform: 'slack', inbox, leaseMs, log, resume })

  return {
    answering,
    lateAnswers,
    recentShares,
    ask,
    work,
    client,
    openReplies,
    start: () => takeOver.start(),
    leave: async () => takeOver.stop(),
    settled: (limitMs) => work.settled(limitMs),
    letGo: () => keeping.letGo(),
  }
}
