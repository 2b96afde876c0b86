import { setTimeout as wait } from 'node:timers/promises'

/** A message as the sandbox remembers it. */
export interface Shown {
  readonly id: string
  readonly platform: 'slack' | 'lineworks'
  readonly room: string
  readonly thread?: string
  readonly author: string
  readonly ephemeral: boolean
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Fault {
  readonly target: 'partner' | 'slack' | 'lineworks'
  readonly operation?: string
  readonly kind: 'status' | 'slow' | 'hang' | 'truncate' | 'html' | 'drop' | 'dropAfterAccept'
  readonly status?: number
  readonly delayMs?: number
  readonly times?: number
}

/** The routes by which a sandbox is turned. */
export interface SandboxControl {
  post<T = { readonly outcome: string; readonly id?: string }>(route: string, body: object): Promise<T>
  get<T>(route: string): Promise<T>
  messages(): Promise<Shown[]>
  fault(fault: Fault): Promise<void>
  clearFaults(): Promise<void>
}

/** A sandbox on a machine that is busy takes its time. */
const timeoutMs = 30_000
/** A connection that was kept may have been closed at the same moment. */
const tries = 3

export function controlSandbox(url: string): SandboxControl {
  async function ask<T>(route: string, init: RequestInit, isRepeatable: boolean): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const signal = AbortSignal.timeout(timeoutMs)
        const reply = await fetch(`${url}/_sandbox/${route}`, { ...init, signal })
        if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
        return (await reply.json()) as T
      } catch (error) {
        const isBroken = error instanceof TypeError
        if (!isBroken || !isRepeatable || attempt === tries) throw error
        await wait(100)
      }
    }
  }
  const post: SandboxControl['post'] = (route, body) => {
    const headers = { 'content-type': 'application/json', connection: 'close' }
    return ask(route, { method: 'POST', headers, body: JSON.stringify(body) }, false)
  }
  const get = <T>(route: string) => ask<T>(route, {}, true)
  return {
    post,
    get,
    messages: () => get<Shown[]>('messages'),
    async fault(fault) {
      await post('faults', fault)
    },
    async clearFaults() {
      await post('faults', {})
    },
  }
}
