import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands between the desk and Slack, and notes which of its requests broke. */
export interface Wire {
  /** In the place of the sandbox's address. */
  readonly url: string
  close(): Promise<void>
}

/**
 * `onBreak` is told of each body whose connection broke before an answer came: whether it was taken in, its sender
 * cannot know.
 */
export async function startWire(sandboxUrl: string, onBreak: (body: string) => void): Promise<Wire> {
  const { host } = new URL(sandboxUrl)
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    // The desk was killed while it wrote.
    const body = Buffer.concat(await incoming.toArray().catch(() => []))
    const breakOff = () => {
      onBreak(body.toString())
      outgoing.destroy()
    }
    const onward = request(`${sandboxUrl}${path}`, { method, headers: { ...headers, host }, agent: false })
    onward.on('error', breakOff)
    onward.on('response', (reply) => {
      reply.on('error', breakOff)
      const { connection: _own, ...rest } = reply.headers
      outgoing.writeHead(reply.statusCode ?? 502, rest)
      reply.pipe(outgoing)
    })
    onward.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
