import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message that was taken in, whether its sender learned of it or not. */
export interface Accepted {
  readonly platform: 'slack' | 'lineworks'
  readonly room: string
  readonly id: string
  /** Of the parent, for a reply in a thread. */
  readonly thread: string | undefined
  readonly text: string
  readonly metadata: unknown
}

/** Slack and the Bot API of LINE WORKS with any room there may be, on bad days; the Partner API is passed on. */
export interface ShakyPlatforms {
  readonly environment: Readonly<Record<string, string>>
  readonly accepted: readonly Accepted[]
  /** How often each trouble was made. */
  readonly troubles: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** Of all messages sent. */
const shares = { dropAfterAccept: 0.1, dropBefore: 0.05, limited: 0.05, errorAfterAccept: 0.05 }
const pageSize = 20

/** `target` is a sandbox, for the Partner API and for signing in. */
export async function startShakyPlatforms(target: {
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
}): Promise<ShakyPlatforms> {
  const accepted: Accepted[] = []
  const troubles = new Map<string, number>()
  let lastMicroseconds = 0

  function drawTrouble(): keyof typeof shares | undefined {
    let luck = Math.random()
    for (const [name, share] of Object.entries(shares)) {
      luck -= share
      if (luck >= 0) continue
      troubles.set(name, (troubles.get(name) ?? 0) + 1)
      return name as keyof typeof shares
    }
    return undefined
  }

  /** Takes a message in, or not, and says so, or not. */
  function receive(outgoing: ServerResponse, accept: () => { status: number; body: unknown }): void {
    const trouble = drawTrouble()
    if (trouble === 'dropBefore') outgoing.destroy()
    else if (trouble === 'limited') outgoing.writeHead(429, { 'retry-after': '1' }).end()
    else {
      const { status, body } = accept()
      if (trouble === 'dropAfterAccept') outgoing.destroy()
      else if (trouble === 'errorAfterAccept') outgoing.writeHead(503).end('out of order')
      else reply(outgoing, status, body)
    }
  }

  /** What Slack answers at once; undefined for what is posted. */
  function slack(method: string, given: URLSearchParams): object | undefined {
    const room = given.get('channel') ?? ''
    switch (method) {
      case 'auth.test':
        return { ok: true, team_id: 'T0CHAOS0001', user_id: 'U0DESKBOT00', bot_id: 'B0DESKBOT00' }
      case 'conversations.info':
        return { ok: true, channel: { id: room, is_channel: true, is_member: true, is_ext_shared: false } }
      case 'conversations.history':
        return pageOf(given, (message) => message.room === room && !message.thread)
      case 'conversations.replies': {
        const thread = given.get('ts') ?? ''
        return pageOf(
          given,
          (message) => message.room === room && [message.thread, message.id].includes(thread),
        )
      }
      case 'chat.getPermalink':
        return { ok: true, permalink: `https://chaos.slack.com/archives/${room}/p${given.get('message_ts')}` }
      case 'chat.postMessage':
        return undefined
      default:
        return { ok: false, error: 'unknown_method' }
    }
  }

  function post(given: URLSearchParams): { status: number; body: unknown } {
    lastMicroseconds = Math.max(lastMicroseconds + 1, Date.now() * 1_000)
    const room = given.get('channel') ?? ''
    const id = (lastMicroseconds / 1_000_000).toFixed(6)
    const thread = given.get('thread_ts') ?? undefined
    const metadata = JSON.parse(given.get('metadata') ?? 'null') as unknown
    accepted.push({ platform: 'slack', room, id, thread, text: given.get('text') ?? '', metadata })
    return { status: 200, body: { ok: true, channel: room, ts: id } }
  }

  /** Newest first, as Slack gives them. */
  function pageOf(given: URLSearchParams, isWanted: (message: Accepted) => boolean) {
    const oldest = Number(given.get('oldest') ?? 0)
    const all = accepted
      .filter((message) => message.platform === 'slack' && isWanted(message) && Number(message.id) >= oldest)
      .reverse()
    const from = Number(given.get('cursor') || 0)
    const messages = all.slice(from, from + pageSize).map(({ id, thread, text, metadata }) => ({
      type: 'message',
      ts: id,
      ...(thread ? { thread_ts: thread } : {}),
      text,
      user: 'U0DESKBOT00',
      bot_id: 'B0DESKBOT00',
      ...(given.get('include_all_metadata') === 'true' || given.get('include_all_metadata') === '1'
        ? { metadata }
        : {}),
    }))
    const hasMore = from + pageSize < all.length
    const next = hasMore ? { response_metadata: { next_cursor: String(from + pageSize) } } : {}
    return { ok: true, messages, has_more: hasMore, ...next }
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { host } = new URL(target.url)
    const onward = request(
      `${target.url}${incoming.url}`,
      { method: incoming.method ?? 'GET', headers: { ...incoming.headers, host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }

  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url?.split('?')[0] ?? ''
    const [, sent = ''] = /^\/v1\.0\/bots\/[^/]+\/(?:channels|users)\/([^/]+)\/messages$/.exec(path) ?? []
    const [, asked = ''] = /^\/v1\.0\/bots\/[^/]+\/channels\/([^/]+)$/.exec(path) ?? []
    if (asked) {
      reply(outgoing, 200, { channelId: asked, channelType: 'ONE_N', title: 'Room' })
      return
    }
    const [, method = ''] = /^\/slack\/api\/([\w.]+)$/.exec(path) ?? []
    if (!sent && !method) {
      pass(incoming, outgoing)
      return
    }
    const body = Buffer.concat(await incoming.toArray()).toString()
    if (method) {
      const given = new URLSearchParams(body)
      const answer = slack(method, given)
      if (answer) reply(outgoing, 200, answer)
      else receive(outgoing, () => post(given))
      return
    }
    receive(outgoing, () => {
      const room = decodeURIComponent(sent)
      accepted.push({
        platform: 'lineworks',
        room,
        id: randomUUID(),
        thread: undefined,
        text: body,
        metadata: undefined,
      })
      return { status: 201, body: undefined }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    environment: { ...target.environment, WORKS_API_URL: `${url}/v1.0`, SLACK_API_URL: `${url}/slack/api/` },
    accepted,
    troubles,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function reply(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  outgoing.end(body === undefined ? undefined : JSON.stringify(body))
}
