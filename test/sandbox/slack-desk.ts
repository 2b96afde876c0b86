import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Sandbox, type SandboxSettings, startSandbox } from '../../src/sandbox/sandbox.ts'

/** A request that came to the stand-in desk. */
export interface DeskRequest {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly form: URLSearchParams
}

/** What the stand-in desk answers; `undefined` lets the request hang. */
export type DeskAnswer =
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly json?: object
      readonly text?: string
    }
  | undefined

export interface Recorded {
  readonly id: string
  readonly room: string
  readonly author: string
  readonly person?: string
  readonly thread?: string
  readonly ephemeral: boolean
  readonly at: string
  readonly payload: { readonly text?: string; readonly blocks?: readonly { readonly block_id: string }[] }
}

/** A sandbox whose commands go to a desk of the test's own. */
export interface SlackDesk {
  readonly sandbox: Sandbox
  readonly requests: DeskRequest[]
  /** Decides about each request from now on. */
  answerWith(answer: (request: DeskRequest) => DeskAnswer): void
  post(path: string, body: unknown): Promise<Response>
  messages(): Promise<Recorded[]>
  close(): Promise<void>
}

export async function startSlackDesk(
  settings: Partial<
    Pick<
      SandboxSettings,
      | 'customers'
      | 'slashCommands'
      | 'slackShortcuts'
      | 'slackScopes'
      | 'slackOAuth'
      | 'slackRotation'
      | 'timeScale'
      | 'wallClock'
      | 'setTimer'
    >
  > = {},
): Promise<SlackDesk> {
  let answer: (request: DeskRequest) => DeskAnswer = () => ({})
  const requests: DeskRequest[] = []
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming)
    const { url, headers } = incoming
    const request = { url, headers, body, form: new URLSearchParams(body) }
    requests.push(request)
    const given = answer(request)
    if (!given) return
    if (given.json) outgoing.setHeader('content-type', 'application/json')
    outgoing
      .writeHead(given.status ?? 200, given.headers)
      .end(given.json ? JSON.stringify(given.json) : given.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const deskUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sandbox = await startSandbox({
    port: 0,
    customers: 1,
    seed: 'test',
    rateLimit: 240,
    timeScale: 1,
    deskUrl,
    ...settings,
  })
  return {
    sandbox,
    requests,
    answerWith(next) {
      answer = next
    },
    post: (path, body) =>
      fetch(new URL(path, sandbox.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    messages: async () => (await fetch(`${sandbox.url}/_sandbox/messages`)).json() as Promise<Recorded[]>,
    async close() {
      server.closeAllConnections()
      server.close()
      await sandbox.close()
    },
  }
}
