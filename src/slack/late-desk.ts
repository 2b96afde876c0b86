import { setTimeout as delay } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import { countWork, type WorkInFlight } from '../async/work-in-flight.ts'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createKeeping, type Keeping } from '../inbox/keeping.ts'
import { createTakeOver } from '../inbox/take-over.ts'
import { type Answer, type Answering, createAnswering } from './answering.ts'
import { toBoltLogger } from './bolt-log.ts'
import { isHeardKey } from './events/heard.ts'
import { createIsOurs } from './events/is-ours.ts'
import type { Wait } from './events/patience.ts'
import { createPosting } from './events/posting.ts'
import { createThreadAnswers, type ThreadAnswers } from './events/thread-answers.ts'
import type { Self } from './find-self.ts'
import { createLateAnswers, type LateAnswers } from './late-answers.ts'
import { createLookUp } from './look-up.ts'
import { createFindOrganisation } from './organisation.ts'
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
  readonly answering: Answering
  readonly lateAnswers: LateAnswers
  readonly recentShares: RecentShares
  /** Never rejects. */
  readonly ask: (question: Question) => Promise<Answer>
  readonly work: WorkInFlight
  readonly client: WebClient
  readonly openReplies: OpenReplies
  readonly threadAnswers: ThreadAnswers
  readonly keeping: Keeping
  /** Who the bot is. Rejects while it cannot be learned. */
  readonly findSelf: () => Promise<Self>
}

export function createLateDesk(options: LateDeskOptions): LateDesk {
  const { botToken, apiUrl, inbox, defaultReader, wallClock, log, leaseMs = 60_000, storeMs } = options
  const { postMs = 10_000, wait = waitUnheld } = options
  const logger = toBoltLogger(log)
  const client = new WebClient(botToken, webApiOptions(apiUrl, logger))
  const findOrganisation = createFindOrganisation(client)
  const findSelf = async () => (await findOrganisation()).self
  const work = countWork()
  const answering = createAnswering({
    desk: options,
    people: createPeople({ client, findOrganisation, defaultZone: defaultReader.zone, wallClock }),
    defaultReader,
    wallClock,
    log,
  })
  const share = createShare({ answering, desk: options, client, log })
  const lookUp = createLookUp({ answering, desk: options, client, findSelf, wallClock, log })
  const ask = (question: Question) => {
    if (question.kind === 'look-up') return lookUp(question)
    const asked = { ...question, fresh: question.kind === 'refresh' }
    return question.kind === 'share' ? share(asked) : answering.answer(asked)
  }
  const recentShares = createRecentShares(wallClock)
  const keeping = createKeeping({ inbox, leaseMs, storeMs, wallClock, log })
  const openReplies = createOpenReplies({ apiUrl, log })
  const lateAnswers = createLateAnswers({ keeping, openReplies, recentShares, ask, wallClock, log })
  // What it posts is looked for before it is posted again.
  const once = { timeout: postMs, retryConfig: { retries: 0 } }
  const poster = new WebClient(botToken, { ...webApiOptions(apiUrl, logger), ...once })
  const around = { findSelf, wait, wallClock, log }
  const posting = createPosting({
    client: poster,
    isOurs: createIsOurs({ client, wait, wallClock, log }),
    ...around,
  })
  const threadAnswers = createThreadAnswers({
    desk: options,
    answering,
    keeping,
    posting,
    client,
    ...around,
  })
  const resume = (received: Received) => {
    const answers = isHeardKey(received.key) ? threadAnswers : lateAnswers
    return work.add(answers.resume(received))
  }
  const takeOver = createTakeOver({ platform: 'slack', inbox, leaseMs, log, resume })

  return {
    answering,
    lateAnswers,
    recentShares,
    ask,
    work,
    client,
    openReplies,
    threadAnswers,
    keeping,
    findSelf,
    start: () => takeOver.start(),
    leave: async () => takeOver.stop(),
    settled: (limitMs) => work.settled(limitMs),
    letGo: () => keeping.letGo(),
  }
}

/** Keeps no process from its end. */
function waitUnheld(ms: number): Promise<void> {
  return delay(ms, undefined, { ref: false })
}
