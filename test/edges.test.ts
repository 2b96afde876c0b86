import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaw, readAnswers, requestText, sendRaw } from './helpers/raw-http.ts'
import { form, goesOn, json, startWholeDesk, type WholeDesk } from './helpers/whole-desk.ts'

let desk: WholeDesk

beforeAll(async () => {
  desk = await startWholeDesk()
})
afterAll(() => desk.close())

describe('every answer', () => {
  it.each([
    ['GET', '/', 200],
    ['HEAD', '/', 200],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/nowhere', 404],
    ['DELETE', '/healthz', 405],
    ['POST', '/slack/events', 401],
    ['POST', '/lineworks/callback', 401],
  ])(
    'to %s %s lets a browser do nothing with it, and does not say what serves it',
    async (method, path, status) => {
      const answer = await desk.send(method, path)
      expect(answer.status).toBe(status)
      const { headers } = answer
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}$/)
      expect([...headers.keys()]).not.toEqual(expect.arrayContaining(['x-powered-by']))
      expect([...headers.keys()]).not.toEqual(expect.arrayContaining(['server']))
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    },
  )

  it('to what is no HTTP is one of ours as well', async () => {
    const answer = await sendRaw(desk.url, 'HUNTER2 / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect([answer.status, answer.body]).toEqual([400, '{"error":"Bad Request"}'])
  })

  it('to who may not read the figures is that of a page that is not there', async () => {
    const nowhere = await desk.send('GET', '/nowhere')
    const hidden = await desk.send('GET', '/metrics', { 'X-Forwarded-For': '192.0.2.7' })
    expect([hidden.status, hidden.body]).toEqual([404, nowhere.body])
    expect(hidden.headers.get('allow')).toBeUndefined()
  })

  it.each([
    ['GET', '/<script>alert(1)</script>?x=hunter2', 404],
    ['GET', '/%zz-hunter2', 400],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/slack/events', 405],
    ['PUT', '/slack/events', 405],
    ['OPTIONS', '/slack/events', 405],
    ['OPTIONS', '*', 404],
    ['TRACE', '/', 405],
    ['PROPFIND', '/', 405],
    ['HUNTER2', '/', 400],
  ])('to %s %s is its status and no more', async (method, path, status) => {
    const answer = await desk.send(method, path, { Cookie: 'session=hunter2' })
    expect(answer.status).toBe(status)
    expect(answer.body).not.toMatch(/hunter2|script|etc|FST_|node_modules|\bat /i)
    expect(answer.body.length).toBeLessThan(80)
  })

  it('to a wrong method names the right ones', async () => {
    expect((await desk.send('GET', '/lineworks/callback')).headers.get('allow')).toBe('POST')
    expect((await desk.send('PUT', '/readyz')).headers.get('allow')).toBe('GET, HEAD')
  })

  it('to CONNECT is a closed connection', async () => {
    expect(await desk.send('CONNECT', 'desk.example:443')).toMatchObject({ status: 0 })
  })

  it('to an unknown address does not wait for its body', async () => {
    const { socket, closed } = await openRaw(desk.url)
    socket.write(requestText('POST', '/nowhere', { ...json, ...goesOn, 'Content-Length': '60000' }, '{'))
    expect(readAnswers(await closed)[0]?.status).toBe(404)
  })
})

describe('the sandbox of a desk', () => {
  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .flatMap((address) =>
      address && address.family === 'IPv4' && !address.internal ? [address.address] : [],
    )

  it.each(['127.0.0.2', ...elsewhere])('takes no connection at %s', async (address) => {
    const { port } = new URL(desk.sandbox.url)
    const error = await fetch(`http://${address}:${port}/playground`).catch((thrown: Error) => thrown.cause)
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('shows nothing to a page that was led here by another name, and takes nothing from it', async () => {
    const led = (method: string, path: string, headers: Record<string, string>) =>
      sendRaw(desk.sandbox.url, requestText(method, path, headers, method === 'POST' ? '{}' : ''))
    const own = { Host: new URL(desk.sandbox.url).host }
    const answers = await Promise.all([
      led('GET', '/playground', { Host: 'evil.example' }),
      led('GET', '/_sandbox/messages', { ...own, Origin: 'https://evil.example' }),
      led('POST', '/_sandbox/reset', { ...own, ...json, Origin: 'null' }),
      led('POST', '/_sandbox/reset', { ...own, 'Content-Type': 'text/plain' }),
      led('GET', '/playground', own),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 415, 200])
  })
})

describe('a request that two servers could read differently is refused, and its connection closed', () => {
  it.each([
    ['a length and chunks', { 'Content-Length': '4', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n'],
    ['chunks and a length', { 'Transfer-Encoding': 'chunked', 'Content-Length': '4' }, '0\r\n\r\n'],
    ['two lengths', { 'Content-Length': '5\r\nContent-Length: 6' }, 'hello!'],
    ['two equal lengths', { 'Content-Length': '5\r\nContent-Length: 5' }, 'hello'],
    ['a list of lengths', { 'Content-Length': '5, 5' }, 'hello'],
    ['a negative length', { 'Content-Length': '-5' }, 'hello'],
    ['a signed length', { 'Content-Length': '+5' }, 'hello'],
    ['chunks by another name', { 'Transfer-Encoding': 'xchunked' }, '0\r\n\r\n'],
    ['chunks that are not the last coding', { 'Transfer-Encoding': 'chunked, identity' }, '0\r\n\r\n'],
    ['a space before the colon', { 'Transfer-Encoding ': 'chunked' }, '0\r\n\r\n'],
    ['a folded header', { 'X-Folded': 'a\r\n b', 'Content-Length': '5' }, 'hello'],
    ['a NUL in a header', { 'X-Nul': 'a\0b', 'Content-Length': '5' }, 'hello'],
    ['a bare line feed', { 'X-Bare': 'a\nContent-Length: 5' }, 'hello'],
    ['a chunk of no number', { 'Transfer-Encoding': 'chunked' }, '0x5\r\nhello\r\n0\r\n\r\n'],
  ] satisfies [string, Record<string, string>, string][])('%s', async (_what, headers, body) => {
    // What stands behind would be the next request for whoever ended the first one sooner.
    const smuggled = requestText('GET', '/healthz')
    const { socket, closed } = await openRaw(desk.url)
    const first = requestText('POST', '/slack/events', { ...form, ...goesOn, ...headers }, body)
    socket.write(first + smuggled)
    const answers = readAnswers(await closed)
    expect(answers.map(({ status }) => status)).toEqual([400])
  })

  it('no host', async () => {
    expect((await sendRaw(desk.url, 'GET /healthz HTTP/1.1\r\n\r\n')).status).toBe(400)
  })

  it.each([
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a greeting of TLS', Buffer.from('16030102000100010001fc', 'hex')],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 89) % 256))],
  ])('%s', async (_what, bytes) => {
    expect((await sendRaw(desk.url, bytes)).status).toBe(400)
  })
})
