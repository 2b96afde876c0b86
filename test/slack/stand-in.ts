import { createServer } from 'node:http'
import { parse } from 'node:querystring'
import type { ModalView } from '@slack/types'
import Fastify, { type FastifyReply } from 'fastify'

/** `hang`: no answer until it is dropped; `down`: status 500; a `Raw`: exactly that; other objects: what is found. */
type Answer = object | string

/** An answer as it goes over the wire. */
export class Raw {
  readonly body: string
  readonly status: number
  readonly headers: Record<string, string>
  constructor(body: string, status = 200, headers: Record<string, string> = {}) {
    this.body = body
    this.status = status
    this.headers = headers
  }
}

export interface SentReply {
  readonly key: string
  readonly body: {
    readonly response_type: string
    readonly replace_original: boolean
    readonly thread_ts?: string
    readonly text: string
    readonly blocks?: readonly { type: string; elements?: readonly object[] }[]
  }
}

/** Slack as far as the desk calls it: Web API and response addresses, over real HTTP. */
export async function startStandIn() {
  const server = Fastify({ forceCloseConnections: true })
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parse(String(body))),
  )
  const users = new Map<string, Answer>()
  const rooms = new Map<string, Answer>()
  /** Who is in user groups, as `{ users: [] }`. */
  const userGroups = new Map<string, Answer>()
  /** What stands in threads, by their first message. */
  const threads = new Map<string, Answer>()
  /** Whose app this is, as `auth.test` says. */
  const identity: { answer: Answer } = { answer: { team_id: 'T1' } }
  /** What `views.open` is answered with, and the views that were opened. */
  const views: { answer: Answer; readonly opened: ModalView[] } = { answer: {}, opened: [] }
  const calls: string[] = []
  const replies: SentReply[] = []
  const waiting: (() => void)[] = []
  /** Statuses and bodies for the next replies, before they are taken as usual. */
  const refusals: { status: number; body: string; headers?: Record<string, string> }[] = []
  const hung: FastifyReply[] = []
  let socketUrl = ''

  const play = (
    answer: Answer | undefined,
    missing: string,
    wrap: (found: object) => object,
    reply: FastifyReply,
  ) => {
    if (answer === 'hang') {
      hung.push(reply)
      return reply.hijack()
    }
    if (typeof answer === 'string') return reply.code(500).send()
    if (answer instanceof Raw) return reply.code(answer.status).headers(answer.headers).send(answer.body)
    return reply.send(answer ? { ok: true, ...wrap(answer) } : { ok: false, error: missing })
  }

  server.post<{ Body: { user: string; include_locale?: string } }>(
    '/api/users.info',
    async ({ body }, reply) => {
      calls.push(`users.info ${body.user} ${body.include_locale}`)
      return play(users.get(body.user), 'user_not_found', (user) => ({ user }), reply)
    },
  )
  server.post<{ Body: { usergroup: string; team_id?: string } }>(
    '/api/usergroups.users.list',
    async ({ body: { usergroup, team_id: team } }, reply) => {
      const key = team === undefined ? usergroup : `${team}/${usergroup}`
      calls.push(`usergroups.users.list ${key}`)
      return play(userGroups.get(key), 'no_such_subteam', (group) => group, reply)
    },
  )
  server.post('/api/auth.test', async (_request, reply) => {
    calls.push('auth.test')
    return play(identity.answer, 'invalid_auth', (found) => found, reply)
  })
  server.post<{ Body: { channel: string } }>('/api/conversations.info', async ({ body }, reply) => {
    calls.push(`conversations.info ${body.channel}`)
    return play(rooms.get(body.channel), 'channel_not_found', (channel) => ({ channel }), reply)
  })
  server.post<{ Body: { channel: string; ts: string } }>(
    '/api/conversations.replies',
    async ({ body }, reply) => {
      calls.push(`conversations.replies ${body.channel} ${body.ts}`)
      return play(threads.get(body.ts), 'thread_not_found', (messages) => ({ messages }), reply)
    },
  )
  server.post<{ Body: { trigger_id: string; view: string } }>('/api/views.open', async ({ body }, reply) => {
    calls.push(`views.open ${body.trigger_id}`)
    if (typeof views.answer === 'object') views.opened.push(JSON.parse(body.view))
    return play(views.answer, 'not_used', () => ({}), reply)
  })
  server.post('/api/apps.connections.open', async () => ({ ok: true, url: socketUrl }))
  server.post<{ Params: { key: string }; Body: SentReply['body'] }>(
    '/response/:key',
    async ({ params, body }, reply) => {
      replies.push({ key: params.key, body })
      for (const wake of waiting.splice(0)) wake()
      const refusal = refusals.shift()
      return refusal
        ? reply
            .code(refusal.status)
            .headers(refusal.headers ?? {})
            .send(refusal.body)
        : reply.send('ok')
    },
  )

  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    apiUrl: `${url}/api/`,
    responseUrl: `${url}/response/one`,
    url,
    users,
    rooms,
    userGroups,
    threads,
    identity,
    views,
    calls,
    replies,
    refusals,
    openSocketAt: (at: string) => {
      socketUrl = at
    },
    dropHung: () => {
      for (const reply of hung.splice(0)) reply.raw.destroy()
    },
    /** The n-th reply that came, waiting for it if need be. */
    async reply(number = 1): Promise<SentReply['body']> {
      for (;;) {
        const found = replies[number - 1]
        if (found) return found.body
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    close: () => server.close(),
  }
}

/** A server that counts its visitors and should have none. */
export async function startStranger(at = 0) {
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    visits: () => visits,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
