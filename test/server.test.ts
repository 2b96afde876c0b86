import { once } from 'node:events'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { buildServer, type ServerOptions } from '../src/server.ts'
import { openRaw } from './helpers/raw-http.ts'
import { createCollectedLog } from './works/collected-log.ts'

let server: FastifyInstance
const log = createCollectedLog()

const build = (given: Partial<ServerOptions> = {}) =>
  buildServer({ plugins: [], playgroundUrl: undefined, unreadyReasons: async () => [], log, ...given })

afterEach(() => server.close())

describe('the server', () => {
  it.each([
    ['nothing', ''],
    ['the head of a request', 'POST / HTTP/1.1\r\nHost: desk\r\n'],
    [
      'its body',
      'POST / HTTP/1.1\r\nHost: desk\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nhalf',
    ],
  ])('ends a connection on which %s does not come to its end', async (_what, sent) => {
    server = build({ requestTimeoutMs: 100 })
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
    server = build()
    expect(server.server.requestTimeout).toBe(10_000)
  })

  it('drops connections beyond its limit, says so, and takes new ones when others have gone', async () => {
    server = build({ mostConnections: 2 })
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const held = [await openRaw(url), await openRaw(url)]
    // Connected as far as the system is concerned, and closed without a word.
    expect(await (await openRaw(url)).closed).toBe('')
    await expect
      .poll(() => log.lines.map(({ message }) => message))
      .toContain('too many connections at one time')
    for (const { socket } of held) socket.destroy()
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      .toBe(true)
  })

  it.each([
    ['says nothing', ''],
    ['sends half a request', 'POST / HTTP/1.1\r\nHost: desk\r\nContent-Length: 9\r\n\r\nhalf'],
  ])('closes in time, also while somebody %s', async (_what, sent) => {
    server = build({ closeMs: 50 })
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const { socket, closed } = await openRaw(url)
    socket.write(sent)
    await fetch(`${url}/healthz`)
    await server.close()
    await closed
  })

  it('has a request under way answered before it closes', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    server = build()
    server.get('/slow', async () => {
      ask()
      await held
      return 'done'
    })
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const answer = fetch(`${url}/slow`).then((reply) => reply.text())
    await asked
    const closed = server.close()
    letGo()
    expect(await answer).toBe('done')
    await closed
  })

  it('tells nobody what failed in a route, and its operator all of it', async () => {
    server = build()
    server.get(
      '/fails',
      {
        preHandler: async () => {
          throw new Error('the password is hunter2')
        },
      },
      async () => '',
    )
    const reply = await server.inject({ url: '/fails' })
    expect([reply.statusCode, reply.body]).toEqual([500, '{"error":"Internal Server Error"}'])
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'request failed' })
  })
})
