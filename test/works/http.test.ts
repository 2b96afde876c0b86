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
  ({ method: 'GET', url: `${server.url}${path}`, headers: {}, timeoutMs }) as const

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
