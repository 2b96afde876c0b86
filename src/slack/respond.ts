import type { KnownBlock } from '@slack/types'
import axios, { type AxiosError, type AxiosResponse } from 'axios'
import axiosRetry, { retryAfter } from 'axios-retry'
import { isLoopback } from '../core/is-loopback.ts'
import type { Log } from '../core/ports.ts'
import { isResponseUrl } from './response-url.ts'

/** What is sent to a `response_url`. */
export interface Reply {
  readonly response_type: 'ephemeral' | 'in_channel'
  readonly replace_original: boolean
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
}

/** Sends a reply; false when it could not be delivered, which is then logged. Never rejects. */
export type Respond = (responseUrl: string, reply: Reply, correlationId: string) => Promise<boolean>

export interface RespondOptions {
  readonly apiUrl: string
  readonly log: Log
  /** Before the second try, doubled before the third. */
  readonly backoffMs?: number
}

/** One try. Slack answers within tenths of a second or not at all. */
const timeoutMs = 10_000
const retries = 2
/** Slack asks for some seconds; longer than this nobody waits for an answer. */
const longestWaitMs = 60_000

/** Codes of a request that never reached a server. */
const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/**
 * Posts to the address that came with a command or button, if it is Slack's. Follows no redirect. Tries three times
 * where nothing can have been accepted; a replacement also after a dropped connection, since twice the same is once.
 * Where Slack refuses the blocks, the text alone is sent.
 */
export function createRespond({ apiUrl, log, backoffMs = 500 }: RespondOptions): Respond {
  const http = axios.create({
    adapter: 'http',
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: 100_000,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
  })
  axiosRetry(http, {
    retries,
    shouldResetTimeout: true,
    retryDelay: (count, error) =>
      Math.min(longestWaitMs, Math.max(retryAfter(error), backoffMs * 2 ** (count - 1))),
  })

  /** Undefined when the reply was taken, else what was wrong. */
  async function post(responseUrl: string, reply: Reply): Promise<string | undefined> {
    try {
      const response = await http.post<string>(responseUrl, reply, {
        ...(isLoopback(new URL(responseUrl).hostname) && { proxy: false }),
        'axios-retry': { retryCondition: (error) => mayRepeat(error, reply) },
      })
      return refusalIn(response)
    } catch (error) {
      if (!axios.isAxiosError<string>(error)) throw error
      return error.response
        ? (refusalIn(error.response) ?? `status ${error.response.status}`)
        : (error.code ?? 'network')
    }
  }

  return async (responseUrl, reply, correlationId) => {
    if (!isResponseUrl(responseUrl, apiUrl)) {
      log.error({ correlationId }, 'answer not sent: the response address is not Slack’s')
      return false
    }
    let problem = await post(responseUrl, reply)
    if (problem?.includes('blocks') && reply.blocks) {
      log.error({ correlationId, problem }, 'Slack refused the blocks; sending the text alone')
      const { blocks: _refused, ...words } = reply
      problem = await post(responseUrl, words)
    }
    if (problem !== undefined) log.error({ correlationId, problem }, 'answer not delivered')
    return problem === undefined
  }
}

function mayRepeat({ response, code }: AxiosError, reply: Reply): boolean {
  if (response) return response.status === 429 || response.status >= 500
  return reply.replace_original || unreached.includes(code ?? '')
}

/** Slack answers a refused reply with an error code as JSON or bare, and not always with a status of its own. */
function refusalIn({ data, status }: AxiosResponse<string>): string | undefined {
  const code = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(data)?.[1] ?? /^\s*([a-z_]{1,60})\s*$/.exec(data)?.[1]
  if (/"ok"\s*:\s*false/.test(data)) return code ?? 'not ok'
  return status >= 400 ? code : undefined
}
