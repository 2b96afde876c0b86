import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SandboxSettings } from '../../src/sandbox/sandbox.ts'
import { startForTest, type TestSandbox } from './start-for-test.ts'

/** A callback as it came. */
export interface Callback {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Recorded {
  readonly id: string
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly author: string
  readonly person?: string
  readonly ephemeral: boolean
  readonly payload: Readonly<Record<string, unknown>>
}

export interface World {
  readonly domain: { readonly id: string; readonly name: string }
  readonly bot: { readonly id: string; readonly name: string }
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly locale: string
    readonly zone: string
    readonly domainId: string
    readonly kind: string
  }[]
  readonly rooms: readonly {
    readonly id: string
    readonly kind: string
    readonly person?: string
    readonly isBotMember: boolean
    readonly isBegun?: boolean
  }[]
  readonly menu: readonly object[]
}

/** A sandbox whose callbacks go to a desk of the test's own. */
export interface LineWorksDesk {
  readonly sandbox: TestSandbox
  readonly callbacks: Callback[]
  readonly botId: string
  /** The status of each answer from now on; `undefined` breaks the connection instead. */
  answerWith(status: number | undefined): void
  /** The events that came, in their order, without their times. */
  events(): object[]
  /** Calls the API below `/v1.0`, by default with a token of the desk's scopes. */
  api(path: string, options?: { body?: unknown; token?: string }): Promise<Response>
  /** Posts below the bot. */
  bot(path: string, body: unknown): Promise<Response>
  /** Acts for a person, and gives what came of it. */
  act(path: string, body: object): Promise<{ readonly status: number; readonly outcome?: string }>
  world(): Promise<World>
  messages(): Promise<Recorded[]>
  close(): Promise<void>
}

export async function startLineWorksDesk(settings: Partial<SandboxSettings> = {}): Promise<LineWorksDesk> {
  const callbacks: Callback[] = []
  let status: number | undefined = 200
  const server = createServer(async (incoming, outgoing) => {
    const { url, headers } = incoming
    callbacks.push({ url, headers, body: await text(incoming) })
    if (status === undefined) incoming.socket.destroy()
    else outgoing.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const deskUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sandbox = await startForTest({ customers: 1, deskUrl, ...settings })
  const botId = sandbox.environment.WORKS_BOT_ID ?? ''
  const deskToken = await sandbox.token(sandbox.environment.WORKS_SCOPES)

  const api: LineWorksDesk['api'] = (path, { body, token = deskToken } = {}) =>
    fetch(`${sandbox.environment.WORKS_API_URL}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined
        ? {}
        : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const read = async (path: string) => (await fetch(`${sandbox.url}/_sandbox/${path}`)).json()

  return {
    sandbox,
    callbacks,
    botId,
    answerWith(next) {
      status = next
    },
    events: () =>
      callbacks.map(({ body }) => {
        const { issuedTime: _time, ...event } = JSON.parse(body)
        return event
      }),
    api,
    bot: (path, body) => api(`/bots/${botId}/${path}`, { body }),
    async act(path, body) {
      const answer = await sandbox.control(`lineworks/${path}`, body)
      const { outcome } = (await answer.json()) as { outcome?: string }
      return { status: answer.status, ...(outcome === undefined ? {} : { outcome }) }
    },
    world: () => read('lineworks') as Promise<World>,
    messages: () => read('messages') as Promise<Recorded[]>,
    async close() {
      server.closeAllConnections()
      server.close()
      await sandbox.close()
    },
  }
}

/** Ids that stay the same at every start. */
export const misaki = '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901'
export const emily = 'b05d37f4-16c8-4ae9-9d21-31be74d9a903'
export const robin = '46f08d2a-cb95-4e73-b189-64e1a70cd906'
export const ownDomain = 40029601
export const deskRoom = '8f3c10d5-62ab-4b97-a1e4-c0de00000001'
export const salesRoom = '8f3c10d5-62ab-4b97-a1e4-c0de00000002'
export const misakisChannel = '8f3c10d5-62ab-4b97-a1e4-d1ec00000001'
export const hello = { content: { type: 'text', text: 'hello' } }
