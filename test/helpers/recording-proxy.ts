import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that somebody sent to the sandbox. */
export interface Sent {
  readonly path: string
  /** `X-Request-Id`. */
  readonly requestId: string | undefined
}

/** Passes requests on to a sandbox, and notes which request each says it is for. */
export interface RecordingProxy {
  readonly url: string
  /** The sandbox's variables, with every API reached through here. */
  readonly environment: Readonly<Record<string, string>>
  readonly sent: readonly Sent[]
  close(): Promise<void>
}

export async function startRecordingProxy(target: {
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
}): Promise<RecordingProxy> {
  const sent: Sent[] = []
  const { host } = new URL(target.url)
  const server = createServer((incoming, outgoing) => {
    const id = incoming.headers['x-request-id']
    sent.push({ path: incoming.url?.split('?')[0] ?? '', requestId: Array.isArray(id) ? id[0] : id })
    const onward = request(
      `${target.url}${incoming.url}`,
      { method: incoming.method ?? 'GET', headers: { ...incoming.headers, host } },
      (reply) => {
        outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const through = Object.entries(target.environment).map(
    ([name, value]) => [name, value.replace(target.url, url)] as const,
  )
  return {
    url,
    environment: Object.fromEntries(through),
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
