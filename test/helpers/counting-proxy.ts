import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Passes requests on to a sandbox, and counts them by path below the API's version. */
export interface CountingProxy {
  /** The sandbox's variables, with the Partner API reached through here. */
  readonly environment: Readonly<Record<string, string>>
  readonly counts: ReadonlyMap<string, number>
  /** Paths that are refused with this status instead. */
  readonly refused: Map<string, number>
  close(): Promise<void>
}

export async function startCountingProxy(target: {
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
}): Promise<CountingProxy> {
  const counts = new Map<string, number>()
  const refused = new Map<string, number>()
  const { host } = new URL(target.url)
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url?.replace('/v1.0', '').split('?')[0] ?? ''
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const status = refused.get(path)
    if (status) {
      outgoing.writeHead(status).end()
      return
    }
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
  const { port } = server.address() as AddressInfo
  return {
    environment: { ...target.environment, WORKS_API_URL: `http://127.0.0.1:${port}/v1.0` },
    counts,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
