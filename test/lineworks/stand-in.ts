import Fastify, { type FastifyReply } from 'fastify'
import type { Content } from '../../src/lineworks/content.ts'

/** A message that was accepted. */
export interface Accepted {
  readonly to: 'users' | 'channels'
  readonly id: string
  readonly content: Content
}

/** One request for a message, accepted or not. */
export interface Attempt {
  readonly headers: Readonly<Record<string, unknown>>
  readonly path: string
}

/**
 * `drop`: the connection ends before anything is accepted; `dropAfterAccept`: after it was. `hang`: no answer.
 * Otherwise a status, with a body and headers.
 */
export type Fault =
  | 'drop'
  | 'dropAfterAccept'
  | 'hang'
  | { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> }

/** LINE WORKS as far as a bot calls it, over real HTTP. */
export async function startStandIn() {
  const server = Fastify({ forceCloseConnections: true })
  const accepted: Accepted[] = []
  const attempts: Attempt[] = []
  const faults: Fault[] = []
  const hung: FastifyReply[] = []
  const waiting: (() => void)[] = []
  const lookUps: { person: string; headers: Readonly<Record<string, unknown>> }[] = []
  /** What it says of a group room; 404 without. */
  const rooms = new Map<string, { readonly status: number; readonly code?: string }>()
  const users = new Map<string, object | 'hang' | { readonly status: number }>()
  /** Who is in groups and units, page by page, by paths such as `groups/ID`; what is not there is none of theirs. */
  const groups = new Map<
    string,
    readonly object[] | 'hang' | 'circle' | { readonly status: number; readonly code?: string }
  >()
  const groupReads: string[] = []
  /** What bearers a 401 has been given to. */
  const voided = new Set<unknown>()
  const state = { refusesFlex: undefined as number | undefined }

  const hang = (reply: FastifyReply) => {
    hung.push(reply)
    return reply.hijack()
  }
  const wake = () => {
    for (const go of waiting.splice(0)) go()
  }

  server.post<{
    Params: { kind: 'users' | 'channels'; id: string }
    Body: { content: Content }
  }>('/v1.0/bots/:bot/:kind/:id/messages', async ({ params, body, headers, url }, reply) => {
    attempts.push({ headers, path: url })
    const fault = faults.shift()
    if (fault === 'dropAfterAccept' || fault === undefined) {
      if (voided.has(headers.authorization)) return reply.code(401).send({ code: 'UNAUTHORIZED' })
      if (body.content.type === 'flex' && state.refusesFlex) {
        return reply.code(state.refusesFlex).send({ code: 'INVALID_PARAMETER', description: 'flex' })
      }
      accepted.push({ to: params.kind, id: params.id, content: body.content })
    }
    wake()
    if (fault === undefined) return reply.code(201).send()
    if (fault === 'hang') return hang(reply)
    if (typeof fault === 'object') {
      if (fault.status === 401) voided.add(headers.authorization)
      return reply
        .code(fault.status)
        .headers(fault.headers ?? {})
        .send(fault.body)
    }
    reply.hijack()
    reply.raw.destroy()
    return reply
  })

  server.get<{ Params: { person: string } }>('/v1.0/users/:person', async ({ params, headers }, reply) => {
    lookUps.push({ person: params.person, headers })
    const user = users.get(params.person)
    if (user === 'hang') return hang(reply)
    if (!user) return reply.code(403).send({ code: 'ACCESS_DENIED' })
    if ('status' in user) return reply.code(Number(user.status)).send()
    return user
  })

  server.get<{ Params: { kind: string; id: string }; Querystring: { count: string; cursor?: string } }>(
    '/v1.0/:kind(groups|orgunits)/:id/members',
    async ({ params: { kind, id }, query: { count, cursor } }, reply) => {
      const place = `${kind}/${id}`
      groupReads.push([place, count, cursor].filter(Boolean).join(' '))
      const found = groups.get(place) ?? { status: 404, code: 'NOT_FOUND' }
      if (found === 'hang') return hang(reply)
      if (found === 'circle') return { members: [], responseMetaData: { nextCursor: 'again' } }
      if ('status' in found) {
        return reply.code(found.status).send(found.code ? { code: found.code, description: '' } : undefined)
      }
      const at = cursor ? Number(cursor.slice(2)) : 0
      // As theirs, it is nothing that a query could hold unencoded.
      const nextCursor = at + 1 < found.length ? `+=${at + 1}` : null
      return { members: found[at], responseMetaData: { nextCursor } }
    },
  )

  server.get<{ Params: { room: string } }>('/v1.0/bots/:bot/channels/:room', async ({ params }, reply) => {
    const found = rooms.get(params.room) ?? { status: 404 }
    const { status, code } = found
    return reply.code(status).send(code ? { code } : { channelId: params.room })
  })

  const url = await server.listen({ host: '127.0.0.1', port: 0 })

  async function until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  return {
    apiUrl: `${url}/v1.0`,
    accepted,
    attempts,
    faults,
    lookUps,
    users,
    groups,
    groupReads,
    rooms,
    state,
    /** The n-th message that was accepted, waiting for it if need be. */
    message: (number = 1) => until(() => accepted[number - 1]),
    /** Until so many have been asked for. */
    attempted: (count: number) => until(() => attempts[count - 1]),
    dropHung: () => {
      for (const reply of hung.splice(0)) reply.raw.destroy()
    },
    close: () => server.close(),
  }
}
