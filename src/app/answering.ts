import { createDesk, type Desk, isShareable } from '../commands/desk.ts'
import { createFindReaders } from '../commands/find-reader.ts'
import { observeDesk } from '../commands/observe-desk.ts'
import type { Instant } from '../core/calendar.ts'
import type { Call } from '../core/call.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import type { Directory } from '../core/directory.ts'
import { type Observe, observeNothing } from '../core/metrics.ts'
import type { FindReaders, Log, Partner, WallClock } from '../core/ports.ts'
import { createDigesting, type Digesting } from '../digests/digesting.ts'
import type { Collector } from '../directory/collector.ts'
import { createPartner, type PartnerSettings } from '../partner/partner.ts'
import { type Conversing, createConversing } from '../questions/conversing.ts'
import { createAuditRows } from '../storage/audit.ts'
import { type BatchedAudit, createBatchedAudit } from '../storage/batched-audit.ts'
import { cacheLanguages } from '../storage/cache-languages.ts'
import { createClaims } from '../storage/claims.ts'
import { clampTimes } from '../storage/clamp-times.ts'
import { inTime } from '../storage/in-time.ts'
import { createLanguages } from '../storage/languages.ts'
import { createMarks } from '../storage/marks.ts'
import { createRequestWindows } from '../storage/request-windows.ts'
import type { Store } from '../storage/store.ts'
import { createTopics } from '../storage/topics.ts'
import { createWrongAnswers, type KeptWrongAnswers } from '../storage/wrong-answers.ts'
import { createBusinessClock } from '../text/dates.ts'
import { findOption } from '../text/option-names.ts'
import { say, speak } from '../text/speak.ts'
import { wallTimes } from '../text/wall-time.ts'
import { createBudget, minuteMs, type RequestBudget } from '../works/budget.ts'
import { type Http, openHttp } from '../works/http.ts'
import { observeBudget } from '../works/observe-budget.ts'
import { observeHttp } from '../works/observe-http.ts'
import { createSharedBudget } from '../works/shared-budget.ts'
import { createSignIn, type SignIn } from '../works/sign-in.ts'
import { keepCopy } from './keep-copy.ts'
import { businessNowOf, type Surroundings } from './surroundings.ts'
import { understandQuestion } from './understand-question.ts'

/** What answers, whatever the platform. */
export interface Answering {
  readonly desk: Desk
  readonly conversing: Conversing
  readonly findReaders: FindReaders
  readonly partner: Partner
  /** The way to LINE WORKS, which the bot shares with the Partner API; open until `close`. */
  readonly works: { readonly http: Http; readonly signIn: SignIn; readonly budget: RequestBudget }
  /** The copy of all customers; only where there is a store. */
  readonly directory: Directory | undefined
  /** Keeps the copy fresh, once it is started; only where there is a store. */
  readonly collector: Collector | undefined
  /** The digests of rooms; only where there is a store. */
  readonly digesting: Digesting | undefined
  /** Post them; each platform adds its own. */
  readonly senders: Map<Call['platform'], DigestSender>
  /** Who asked what; only where there is a store. */
  readonly audit: Pick<BatchedAudit, 'find'> | undefined
  /** Answers that people called wrong; only where there is a store. */
  readonly wrongAnswers: Pick<KeptWrongAnswers, 'all'> | undefined
  /** Ends collecting and every read of the Partner API: what waits for one is told so. Messages still go out. */
  cut(): Promise<void>
  /** Ends every connection to LINE WORKS, and puts the last on record; the store has to be open until then. */
  close(): Promise<void>
}

export interface AnsweringOptions extends Pick<PartnerSettings, 'attemptMs' | 'readMs'> {
  /** Without it nothing is remembered: no languages, no contacts, and customers are known by domain ID alone. */
  readonly store?: Store
  readonly wallClock?: WallClock
  /** Told of what is answered and of what is asked of LINE WORKS. */
  readonly observe?: Observe
}

/** Ties the commands to the Partner API and the store. Nothing is sent before somebody asks, or starts its parts. */
export function createAnswering(
  { config, sandbox, isHoliday }: Surroundings,
  log: Log,
  { store, wallClock = Date.now, observe = observeNothing, ...patience }: AnsweringOptions = {},
): Answering {
  const { works } = config
  // Two, so that reads can be cut off while what people are told of it is still sent.
  const reading = observeHttp(openHttp(), observe, wallClock)
  const http = observeHttp(openHttp(), observe, wallClock)
  const { attemptMs } = patience
  const signIn = createSignIn({ ...works, http, wallClock, log, ...(attemptMs ? { attemptMs } : {}) })
  // The minutes of the rate limit; a sandbox may have faster ones, to be measured against.
  const windowMs = minuteMs / (sandbox ? config.sandbox.timeScale : 1)
  const limits = { limit: works.rateLimit, windowMs, wallClock, log }
  const budget = observeBudget(createBudgetOn(store, limits), observe, wallClock)
  const around = { apiUrl: works.apiUrl, http: reading, signIn, budget, wallClock, log }
  const reads = createPartner({ ...around, ...patience })
  // Only what people read follows the sandbox's clock; tokens and timeouts keep to the wall's.
  const businessNow = businessNowOf({ sandbox }, wallClock)
  const clock = createBusinessClock(businessNow)
  // Whoever collects wants to know when the next digest is due, and a digest is made of what was collected.
  const nextDigestAt = async (): Promise<Instant | null> => (await digesting?.nextDigestAt()) ?? null
  const copy = store && keepCopy(store, { around, reads, clock, businessNow, windowMs, nextDigestAt, log })
  sandbox?.clock.onMove(() => {
    reads.forget()
    // Another day: what the copy says of it is another story.
    readAnew().catch((err: unknown) => log.warn({ err }, 'no pass after the clock was moved'))
  })
  async function readAnew(): Promise<void> {
    // At once, before anybody finds a day late that has not been.
    await digesting?.clockMoved()
    if (store) await clampTimes(store.db, clock.now())
    await copy?.collector.passNow()
  }

  const partner = copy?.partner ?? reads
  const languages = store && cacheLanguages(inTime(createLanguages(store.db), store))
  const claims = store && inTime(createClaims(store.db), store)
  const marks = store && inTime(createMarks(store.db), store)
  const audit = store && createBatchedAudit({ rows: createAuditRows(store.db), wallClock, log })
  const directory = copy?.directory
  const senders = new Map<Call['platform'], DigestSender>()
  const digesting: Digesting | undefined =
    store && directory && claims && marks
      ? createDigesting({
          ...{ store, directory, claims, marks, senders, isHoliday },
          ...{ clock, businessNow, isClockMovable: sandbox !== undefined },
          ...{ wallClock, times: wallTimes, speak, say, log },
        })
      : undefined
  const topics = store && inTime(createTopics(store.db), store)
  const wrongAnswers = store && inTime(createWrongAnswers(store.db), store)
  const kept = { directory, languages, claims, marks, wrongAnswers, digests: digesting?.digests, audit }
  const desk = observeDesk(createDesk({ partner, clock, ...kept, findOption, log }), observe, wallClock)
  const conversing = createConversing({
    desk: { ...desk, isShareable },
    understand: understandQuestion,
    ...{ directory, topics, log },
  })
  const cut = async () => {
    await copy?.collector.stop()
    reading.close()
    await copy?.partner.settled()
  }
  return {
    desk,
    conversing,
    findReaders: createFindReaders(languages, config.locale, log),
    partner,
    works: { http, signIn, budget },
    directory,
    collector: copy?.collector,
    digesting,
    senders,
    audit,
    wrongAnswers,
    cut,
    async close() {
      await cut()
      http.close()
      await audit?.close()
    },
  }
}

/** One process has the embedded store; on a server the processes share what LINE WORKS allows. */
function createBudgetOn(
  store: Store | undefined,
  settings: { limit: number; windowMs: number; wallClock: WallClock; log: Log },
): RequestBudget {
  if (store?.kind !== 'postgres') return createBudget(settings)
  return createSharedBudget({ ...settings, windows: createRequestWindows(store.db, settings) })
}
