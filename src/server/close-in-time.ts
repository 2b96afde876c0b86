import type { FastifyInstance } from 'fastify'

/**
 * Gives requests that are under way so many milliseconds when the server closes, then breaks their connections. Node
 * waits for them without end, and from then on for late requests and silent connections too.
 */
export function closeInTime(server: FastifyInstance, limitMs: number): void {
  server.addHook('preClose', async () => {
    const timer = setTimeout(() => server.server.closeAllConnections(), limitMs)
    // One that never listened does not close, and must not keep a process alive.
    timer.unref()
    server.server.once('close', () => clearTimeout(timer))
  })
}
