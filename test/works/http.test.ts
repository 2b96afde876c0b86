import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHttp } from '../../src/works/http.ts'
import { HttpFailure } from '../../src/works/http-failure.ts'
import { hang, type ScriptedServer, startScriptedServer, text } from './scripted-server.ts'

let server: ScriptedServer

beforeEach(async () => {
  server = await startScriptedServer()
})

afterEach(() => server.close())

const get = (path: string, timeoutMs = 5_000) =>
  ({
    label: { api: 'partner', operation: 'customer' },
    method: 'GET',
    url: `${server.url}${path}`,
    headers: {},
    timeoutMs,
  }) as const

describe('connections', () => {
  it('are kept for the next request and bounded in number', async () => {
    const ports = new Set<number | undefined>()
    server.play((response) => {
      ports.add(response.socket?.remotePort)
      setTimeout(() => response.end('ok'), 5)
    })
    const http = openHttp({ maxSockets: 2 })
    await Promise.all(Array.from({ length: 10 }, (_, n) => http.send(get(`/${n}`))))
    await http.send(get('/last'))
    expect(ports.size).toBe(2)
    http.close()
  })

  it('are given up by us when idle, but not while an answer takes its time', async () => {
    const closed = Promise.withResolvers<void>()
    server.play((response) => {
      response.socket?.once('close', closed.resolve)
      setTimeout(() => response.end('late'), 100)
    })
    const http = openHttp({ idleMs: 20 })
    expect((await http.send(get('/'))).text).toBe('late')
    await closed.promise
    http.close()
  })

  it('end when closed, and no new one is made', async () => {
    server.play(hang)
    const http = openHttp()
    const running = http.send(get('/')).catch((error: unknown) => error)
    await expect.poll(() => server.received.length).toBe(1)
    http.close()
    expect(await running).toMatchObject({ reason: 'closed' })
    await expect(http.send(get('/'))).rejects.toMatchObject({ reason: 'closed' })
    expect(server.received).toHaveLength(1)
  })
})

describe('a reply', () => {
  it('comes as text with headers by lower-case name, whatever its status', async () => {
    server.play(text('{"a":1}', 418, { 'RateLimit-Reset': '3', 'Content-Type': 'application/json' }))
    const http = openHttp()
    const reply = await http.send(get('/?cursor=a%2Bb%3D'))
    expect(reply).toMatchObject({ status: 418, text: '{"a":1}' })
    expect(reply.headers.get('ratelimit-reset')).toBe('3')
    expect(server.received[0]?.url).toBe('/?cursor=a%2Bb%3D')
    http.close()
  })

  it('that never comes leaves a failure without the request in it', async () => {
    const http = openHttp()
    const failure = await http
      .send({ ...get('/'), url: 'http://127.0.0.1:1/', headers: { Authorization: 'Bearer hidden' } })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(HttpFailure)
    expect(failure).toMatchObject({ reason: 'connection', message: 'connection (ECONNREFUSED)' })
    expect(failure).not.toHaveProperty('config')
    http.close()
  })
})

describe('a request without a reply', () => {
  const sockets = new Set<Socket>()
  let silent: Server
  /** Accepts connections and says nothing. */
  let silentUrl: string

  beforeEach(async () => {
    silent = createServer((socket) => sockets.add(socket.on('error', () => {})))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    silentUrl = `https://127.0.0.1:${(silent.address() as { port: number }).port}/`
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => silent.close(resolve))
  })

  const failureOf = (sending: Promise<unknown>) => sending.catch((error: unknown) => error)

  it.each<[string, boolean, string, () => Promise<unknown>]>([
    [
      'that no server accepts',
      true,
      'connection',
      () => openHttp().send({ ...get('/'), url: 'http://127.0.0.1:1/' }),
    ],
    [
      'before the other end has proved who it is',
      true,
      'timeout',
      () => openHttp().send({ ...get('/', 50), url: silentUrl }),
    ],
    [
      'to another end than it was meant for',
      true,
      'connection',
      () => openHttp().send({ ...get('/'), url: server.url.replace('http:', 'https:') }),
    ],
    ['in time', false, 'timeout', () => openHttp().send(get('/', 50))],
  ])('%s: certainly unsent is %s', async (_, isUnsent, reason, send) => {
    server.play(hang)
    expect(await failureOf(send())).toMatchObject({ isUnsent, reason })
  })

  it('is certainly unsent as long as it waits for a connection', async () => {
    server.play(hang)
    const http = openHttp({ maxSockets: 1 })
    const first = failureOf(http.send(get('/first')))
    await expect.poll(() => server.received.length).toBe(1)
    expect(await failureOf(http.send(get('/late', 20)))).toMatchObject({ isUnsent: true, reason: 'timeout' })
    const second = failureOf(http.send(get('/second')))
    http.close()
    expect(await first).toMatchObject({ isUnsent: false, reason: 'closed' })
    expect(await second).toMatchObject({ isUnsent: true, reason: 'closed' })
  })

  it('is not certainly unsent over a connection that was kept', async () => {
    const http = openHttp()
    server.play(text('ok'), (response) => void response.socket?.destroy())
    await http.send(get('/'))
    expect(await failureOf(http.send(get('/')))).toMatchObject({ isUnsent: false, reason: 'connection' })
    http.close()
  })
})
