import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A process that listens. */
export interface Target {
  readonly port: number
  /** Which of all that have listened there. */
  readonly life: string
}

/** What one process answered to one request. */
export interface Delivery {
  readonly life: string
  readonly path: string
  readonly contentType: string
  readonly body: string
  readonly status: number
}

/** Stands before the `serve` processes, as a reverse proxy does. */
export interface Balancer {
  readonly url: string
  /** Those that may be asked; each request begins with the next. */
  targets: readonly Target[]
  /** Changes what a form says before it is passed on, and signs it; for want of a setting it passes as it is. */
  rewrite: (body: string) => { readonly body: string; readonly headers: Readonly<Record<string, string>> }
  /** Whether every process gets each event, all at the same time, as when a proxy repeats a request. */
  isEventForAll: boolean
  close(): Promise<void>
}

interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** `onDelivery` is told of each answer, before who asked is. */
export async function startBalancer(onDelivery: (delivery: Delivery) => void): Promise<Balancer> {
  let turn = 0
  const server = createServer(async (incoming, outgoing) => {
    try {
      const body = Buffer.concat(await incoming.toArray()).toString()
      const reply = await deliver(incoming, body, outgoing)
      if (!reply) return void outgoing.destroy()
      outgoing.writeHead(reply.status, reply.headers).end(reply.body)
    } catch {
      // The process behind broke off; whoever asked sees the same.
      outgoing.destroy()
    }
  })

  async function deliver(
    incoming: IncomingMessage,
    body: string,
    outgoing: ServerResponse,
  ): Promise<Reply | undefined> {
    const { targets, isEventForAll } = balancer
    turn += 1
    const inOrder = targets.map((_, index) => targets[(turn + index) % targets.length] as Target)
    const isForm = incoming.headers['content-type']?.includes('form') ?? false
    if (isEventForAll && !isForm) {
      const replies = await Promise.allSettled(
        inOrder.map((target) => pass(target, incoming, body, outgoing)),
      )
      const came = replies.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      return came.find(({ status }) => status < 300) ?? came[0]
    }
    const form = isForm ? balancer.rewrite(body) : undefined
    for (const target of inOrder) {
      try {
        return await pass(target, incoming, form?.body ?? body, outgoing, form?.headers)
      } catch (error) {
        // Nothing was sent to one that does not listen, so that another may have it.
        if (!isRefused(error)) throw error
      }
    }
    return undefined
  }

  function pass(
    { port, life }: Target,
    incoming: IncomingMessage,
    body: string,
    outgoing: ServerResponse,
    signed: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const { method = 'GET', url: path = '/' } = incoming
    const headers = { ...incoming.headers, ...signed, 'content-length': `${Buffer.byteLength(body)}` }
    return new Promise((resolve, reject) => {
      const onward = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (reply) => {
        reply.toArray().then((chunks: Buffer[]) => {
          const status = reply.statusCode ?? 502
          const contentType = headers['content-type'] ?? ''
          onDelivery({ life, path, contentType, body, status })
          const { 'transfer-encoding': _whole, connection: _own, ...rest } = reply.headers
          resolve({ status, headers: rest, body: Buffer.concat(chunks) })
        }, reject)
      })
      onward.on('error', reject)
      // Who asked may give up before; then the process behind is rid of it as well.
      outgoing.once('close', () => onward.destroy())
      onward.end(body)
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets: [],
    rewrite: (body) => ({ body, headers: {} }),
    isEventForAll: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return balancer
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}
