import { once } from 'node:events'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { buildServer } from '../src/server.ts'

let server: FastifyInstance

afterEach(() => server.close())

describe('the server', () => {
  it.each([
    ['the head of a request', 'POST / HTTP/1.1\r\nHost: desk\r\n'],
    [
      'its body',
      'POST / HTTP/1.1\r\nHost: desk\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nhalf',
    ],
  ])('ends a connection on which %s does not come to its end', async (_what, sent) => {
    server = buildServer({
      plugins: [],
      playgroundUrl: undefined,
      unreadyReasons: async () => [],
      requestTimeoutMs: 100,
    })
    server.post('/', async () => 'taken')
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.write(sent)
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('gives a request ten seconds', () => {
    server = buildServer({ plugins: [], playgroundUrl: undefined, unreadyReasons: async () => [] })
    expect(server.server.requestTimeout).toBe(10_000)
  })
})
