import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { type AxiosError } from 'axios'
import { isLoopback } from '../core/is-loopback.ts'
import { HttpFailure } from './http-failure.ts'
import { watchedTransport } from './watched-transport.ts'

/** What a request is counted as, in words of ours: never part of an address. */
export interface HttpLabel {
  readonly api: string
  readonly operation: string
  /** It repeats one that has failed. */
  readonly isRetry?: boolean
}

export interface HttpRequest {
  readonly label: HttpLabel
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For everything from connecting to the last byte. */
  readonly timeoutMs: number
}

export interface HttpReply {
  readonly status: number
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** Connections to LINE WORKS. A desk has two sets, so that reads can be cut off while messages still go out. */
export interface Http {
  /** Any status is a reply, redirects included; rejects with an `HttpFailure` and nothing else. */
  send(request: HttpRequest): Promise<HttpReply>
  /** Aborted by `close`. */
  readonly closing: AbortSignal
  /** Ends every request and connection. */
  close(): void
}

export interface HttpSettings {
  /** 5 MB by default: over a hundred times a page of 30 customers. */
  readonly maxBodyBytes?: number
  /** An idle connection is given up after this, 4 s by default. */
  readonly idleMs?: number
  /** Per host, 32 by default: LINE WORKS announces a limit on simultaneous connections without a figure. */
  readonly maxSockets?: number
}

/**
 * Sooner than servers give theirs up, mostly from five seconds on: of a message that meets a closing connection nobody
 * can say whether it arrived.
 */
const usualIdleMs = 4_000

/** Opens keep-alive connections; nothing is sent yet. Bodies come back as text, unparsed. */
export function openHttp(settings: HttpSettings = {}): Http {
  const { maxBodyBytes = 5_000_000, idleMs = usualIdleMs, maxSockets = 32 } = settings
  const kept = { keepAlive: true, maxSockets, timeout: idleMs }
  const httpAgent = new HttpAgent(kept)
  const httpsAgent = new HttpsAgent(kept)
  const closing = new AbortController()
  const running = new Set<AbortController>()
  const client = axios.create({
    adapter: 'http',
    httpAgent,
    httpsAgent,
    maxContentLength: maxBodyBytes,
    maxRedirects: 0,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
    headers: { 'User-Agent': 'partner-desk' },
  })

  async function send(request: HttpRequest): Promise<HttpReply> {
    if (closing.signal.aborted) throw new HttpFailure('closed', { isUnsent: true })
    // axios's own timeout starts anew with every byte, so a body that trickles would never end.
    const ending = new AbortController()
    const timer = setTimeout(() => ending.abort(), request.timeoutMs)
    running.add(ending)
    let isUnsent = true
    const transport = watchedTransport(() => {
      isUnsent = false
    })
    try {
      const { status, headers, data } = await client.request<string>({
        method: request.method,
        url: request.url,
        headers: request.headers,
        data: request.body,
        signal: ending.signal,
        transport,
        // A proxy of the environment cannot reach a stand-in on this machine.
        ...(isLoopback(new URL(request.url).hostname) && { proxy: false }),
      })
      return { status, headers: toMap(headers), text: data }
    } catch (error) {
      if (closing.signal.aborted) throw new HttpFailure('closed', { isUnsent })
      if (ending.signal.aborted) {
        throw new HttpFailure('timeout', { detail: `${request.timeoutMs} ms`, isUnsent })
      }
      throw toFailure(error, isUnsent)
    } finally {
      clearTimeout(timer)
      running.delete(ending)
    }
  }

  return {
    send,
    closing: closing.signal,
    close() {
      closing.abort()
      for (const request of running) request.abort()
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

function toMap(headers: object): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}

function toFailure(error: unknown, isUnsent: boolean): HttpFailure {
  const { code, message, response } = error as Partial<AxiosError>
  // axios gives this no code of its own.
  if (message?.startsWith('maxContentLength')) return new HttpFailure('tooLarge')
  if (response) return new HttpFailure('cut', { detail: plainCode(code) })
  return new HttpFailure('connection', { detail: plainCode(code), isUnsent })
}

function plainCode(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z0-9_]+$/.test(code) ? code : undefined
}
