import axios, { type AxiosError } from 'axios'
import axiosRetry, { type IAxiosRetryConfig, retryAfter } from 'axios-retry'
import type { Outcome } from '../../core/inbox.ts'
import { isLoopback } from '../../core/is-loopback.ts'
import { type Observe, observeNothing } from '../../core/metrics.ts'
import type { Log } from '../../core/ports.ts'
import { countTries } from './count-tries.ts'
import { isForRoom, type OpenReplies, type Reply } from './reply.ts'
import { hasReachedSlack, isUnclear, mayRepeat, problemOf, refusalIn } from './reply-failure.ts'
import { isResponseUrl } from './response-url.ts'

export interface OpenRepliesOptions {
  readonly apiUrl: string
  readonly log: Log
  /** Told of each try; absent: nobody counts. */
  readonly observe?: Observe
  /** Before the second try; longer before the third: much so for one person, whose answer may come late. */
  readonly backoffMs?: number
}

interface Failure {
  readonly problem: string
  readonly outcome: Exclude<Outcome, 'answered'>
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const usesPerAddress = 5

/** One try. Slack answers within tenths of a second or not at all. */
const timeoutMs = 10_000
/** The answer waits behind a hint, so that it never comes first. */
const hintTimeoutMs = 3000

/** Tries of one reply that Slack may have seen; with a hint before and the text alone after it all uses are gone. */
const reachedTries = 3
/** Tries that Slack cannot have seen; with their waits a minute. */
const unreachedTries = 6
/** A room may be opened to others meanwhile, so what is for a room goes out soon or not at all. */
const unreachedTriesForRoom = 3

/** Before the second try where Slack could not be reached at all: half a second brings no network back. */
const unreachedBackoffMs = 2000

/** Slack asks for some seconds; longer than this nobody waits for an answer. */
const longestWaitMs = 60_000
const longestWaitForRoomMs = 5000

export function createOpenReplies(options: OpenRepliesOptions): OpenReplies {
  const { apiUrl, log, observe = observeNothing, backoffMs = 500 } = options
  const http = axios.create({
    adapter: 'http',
    maxRedirects: 0,
    maxContentLength: 100_000,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
  })
  // Before the retries, so that each try passes here.
  countTries(http, observe)
  axiosRetry(http, { shouldResetTimeout: true })

  return (responseUrl, correlationId, before) => {
    const isSlacks = isResponseUrl(responseUrl, apiUrl)
    let uses = before?.uses ?? 0

    function countFailure(): void {
      uses += 1
      before?.onFailure(uses)
    }

    /** Undefined when the reply was taken, else what was wrong. */
    async function post(
      reply: Reply,
      timeout: number,
      retry: IAxiosRetryConfig,
    ): Promise<Failure | undefined> {
      try {
        const isLocal = isLoopback(new URL(responseUrl).hostname)
        const headers = { 'X-Request-Id': correlationId }
        const config = { timeout, headers, 'axios-retry': retry, ...(isLocal && { proxy: false as const }) }
        const response = await http.post<string>(responseUrl, reply, config)
        const problem = refusalIn(response)
        if (problem !== undefined) {
          countFailure()
          return { problem, outcome: 'failed' }
        }
        uses += 1
        return undefined
      } catch (error) {
        if (!axios.isAxiosError<string>(error)) throw error
        return { problem: problemOf(error), outcome: isUnclear(error) ? 'uncertain' : 'failed' }
      }
    }

    /** Counts what failed; the retries are bound by these counts alone. */
    function persist(reply: Reply): IAxiosRetryConfig {
      const isPublic = isForRoom(reply)
      let reached = 0
      let unreached = 0
      return {
        retries: Number.POSITIVE_INFINITY,
        retryCondition: (error) => {
          if (!hasReachedSlack(error)) {
            unreached += 1
            return unreached < (isPublic ? unreachedTriesForRoom : unreachedTries)
          }
          reached += 1
          countFailure()
          return (
            reached < reachedTries && uses < usesPerAddress && mayRepeat(error as AxiosError<string>, reply)
          )
        },
        retryDelay: (_count, error) => {
          if (!hasReachedSlack(error) && !isPublic) return unreachedBackoffMs * 2 ** (unreached - 1)
          const pauseMs = isPublic
            ? backoffMs * 2 ** (reached + unreached - 1)
            : backoffMs * 16 ** (reached - 1)
          const wait = Math.max(retryAfter(error), pauseMs)
          return Math.min(wait, isPublic ? longestWaitForRoomMs : longestWaitMs)
        },
      }
    }

    return {
      uses: () => uses,
      async hint(reply) {
        if (!isSlacks) return false
        const failure = await post(reply, hintTimeoutMs, {
          retries: 1,
          retryCondition: (error) => {
            if (hasReachedSlack(error)) countFailure()
            return false
          },
        })
        if (failure) log.warn({ correlationId, problem: failure.problem }, 'hint not delivered')
        return !failure
      },
      async send(reply) {
        if (!isSlacks || uses >= usesPerAddress) {
          const reason = isSlacks ? 'used up' : 'not Slack’s'
          log.error({ correlationId }, `answer not sent: the response address is ${reason}`)
          return 'failed'
        }
        let failure = await post(reply, timeoutMs, persist(reply))
        if (failure?.problem.includes('blocks') && reply.blocks) {
          log.error(
            { correlationId, problem: failure.problem },
            'Slack refused the blocks; sending the text alone',
          )
          const { blocks: _refused, ...words } = reply
          failure = await post(words, timeoutMs, persist(words))
        }
        if (failure) log.error({ correlationId, problem: failure.problem }, 'answer not delivered')
        return failure?.outcome ?? 'answered'
      },
    }
  }
}
