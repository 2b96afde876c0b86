import type { FastifyInstance } from 'fastify'
import type { Messages } from '../messages.ts'

/** Long enough to cost nothing, short enough for a page to notice a connection that is gone. */
const heartbeatMs = 20_000

/** What an open page wants to hear of. */
export type Watched = Pick<Messages, 'subscribe'>

/** `GET /_sandbox/messages`, and `GET /_sandbox/stream`: an event at once and after every change of what is watched. */
export function registerMessages(
  app: FastifyInstance,
  messages: Messages,
  watched: readonly Watched[],
): void {
  const endStreams = new Set<() => void>()

  app.get('/_sandbox/messages', async () => messages.list())

  app.get('/_sandbox/stream', (_request, reply) => {
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const tell = () => stream.write('event: messages\ndata: changed\n\n')
    tell()
    const unsubscribes = watched.map(({ subscribe }) => subscribe(tell))
    const heartbeat = setInterval(() => stream.write(':\n\n'), heartbeatMs)
    const end = () => stream.end()
    endStreams.add(end)
    stream.once('close', () => {
      clearInterval(heartbeat)
      for (const unsubscribe of unsubscribes) unsubscribe()
      endStreams.delete(end)
    })
  })

  // Open streams would keep a closing server waiting.
  app.addHook('preClose', async () => {
    for (const end of endStreams) end()
  })
}
