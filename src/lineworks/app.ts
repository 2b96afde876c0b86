import type { FastifyPluginAsync } from 'fastify'
import { countWork } from '../async/work-in-flight.ts'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Inbox } from '../core/inbox.ts'
import { observeNothing } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createTakeOver } from '../inbox/take-over.ts'
import type { RequestBudget } from '../works/budget.ts'
import type { Http } from '../works/http.ts'
import type { SignIn } from '../works/sign-in.ts'
import { createFindWorksAccess } from './access.ts'
import { createBotApi } from './bot-api.ts'
import { createCallbackRoute } from './callback-route.ts'
import { createConversation } from './conversation.ts'
import { createIntake } from './intake.ts'
import { createPeople } from './people.ts'

export interface LineWorksOptions extends DeskPorts {
  readonly bot: {
    readonly id: string
    readonly secret: string
    /** What people write after `@` in a group room. */
    readonly name: string
    /** Whose members may use it; undefined: wherever it has been added. */
    readonly allowedDomains: readonly string[] | undefined
  }
  /** Such as `https://www.worksapis.com/v1.0`. */
  readonly apiUrl: string
  /** Has to stay open until everything is settled: what is cut short is told over it. */
  readonly http: Http
  /** Over connections that stay open as long. */
  readonly signIn: SignIn
  readonly budget: RequestBudget
  readonly inbox: Inbox
  /** Ids of people and of groups that may ask; undefined: everybody whose domain may. */
  readonly allowedPeople: readonly string[] | undefined
  /** For people whose own language and zone are not known. */
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
  /** Milliseconds until a person is told that the answer takes longer; 4 s by default. */
  readonly waitMs?: number
  /** Milliseconds after which others go on with what this process no longer works at; a minute by default. */
  readonly leaseMs?: number
  /** Milliseconds that the store is waited for before something is answered without it; 2 s by default. */
  readonly storeMs?: number
}

export interface LineWorks {
  /** The route `POST /lineworks/callback`. */
  readonly plugin: FastifyPluginAsync
  /** Goes on with what other processes have left, now and from time to time; also without the route. Never rejects. */
  start(): Promise<void>
  /** Ends that. What is under way goes on. */
  leave(): Promise<void>
  /** Waits for what goes on after its 200, `limitMs` at the longest. True when all of it ended. */
  settled(limitMs: number): Promise<boolean>
  /** Leaves to other processes what is not being sent by now, where the store has it. Never rejects. */
  letGo(): Promise<void>
}

/** The desk on LINE WORKS: callbacks in, messages of the bot out. */
export function createLineWorks(options: LineWorksOptions): LineWorks {
  const { bot, inbox, defaultReader, wallClock, log, waitMs = 4_000, leaseMs = 60_000, storeMs } = options
  const { apiUrl, http, signIn, budget, allowedPeople } = options
  const { observe = observeNothing } = options
  const around = { apiUrl, http, signIn, budget, wallClock, log }
  const work = countWork()

  const converse = createConversation({
    desk: options,
    botName: bot.name,
    api: createBotApi({ ...around, botId: bot.id }),
    people: createPeople({ ...around, defaultReader }),
    findAccess: createFindWorksAccess({ ...around, allowedPeople }),
    defaultReader,
    wallClock,
    log,
    waitMs,
  })
  const intake = createIntake({
    bot,
    inbox,
    converse,
    isCommand: options.isCommand,
    work,
    wallClock,
    log,
    observe,
    leaseMs,
    storeMs,
  })
  const takeOver = createTakeOver({ platform: 'lineworks', inbox, leaseMs, log, resume: intake.resume })

  return {
    plugin: createCallbackRoute({ bot, log, observe, receive: intake.receive }),
    start: () => takeOver.start(),
    leave: async () => takeOver.stop(),
    settled: (limitMs) => work.settled(limitMs),
    letGo: () => intake.letGo(),
  }
}
