import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRaw, type RawAnswer, readAnswers, requestText, sendRaw } from './helpers/raw-http.ts'
import { form, goesOn, json, startWholeDesk, type WholeDesk } from './helpers/whole-desk.ts'

let desk: WholeDesk
let seen = 0

beforeAll(async () => {
  desk = await startWholeDesk()
})

beforeEach(() => {
  seen = desk.log.lines.length
})

afterAll(() => desk.close())

/** What was logged during this test. */
const logged = () => desk.log.lines.slice(seen).map(({ message }) => message)

/** Milliseconds of processor time that something takes, in this process: the desk's own work is part of it. */
async function workOf(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

describe('sizes', () => {
  it.each([
    ['an address', requestText('GET', `/${'a'.repeat(20_000)}`)],
    ['a header', requestText('GET', '/healthz', { 'X-Long': 'a'.repeat(20_000) })],
    [
      'many headers',
      requestText(
        'GET',
        '/healthz',
        Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`X-${n}`, 'many'])),
      ),
    ],
  ])('%s beyond 16 KiB is refused', async (_what, bytes) => {
    expect((await sendRaw(desk.url, bytes)).status).toBe(431)
  })

  it.each([
    ['/slack/events', 512],
    ['/lineworks/callback', 64],
  ])('a body to %s that says it is longer than %i KiB is refused before it comes', async (path, limit) => {
    const { socket, closed } = await openRaw(desk.url)
    socket.write(
      requestText('POST', path, { ...form, ...goesOn, 'Content-Length': String(limit * 1024 + 1) }),
    )
    expect(readAnswers(await closed)[0]?.status).toBe(413)
  })

  it.each([
    ['/slack/events', 512],
    ['/lineworks/callback', 64],
  ])('a body to %s in chunks without end is stopped at %i KiB', async (path, limit) => {
    const { socket, closed } = await openRaw(desk.url)
    socket.write(requestText('POST', path, { ...form, ...goesOn, 'Transfer-Encoding': 'chunked' }))
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    let chunks = 0
    // It never says that it is done; whoever waited for that would never answer.
    const more = () => {
      while (!socket.destroyed && socket.writable && chunks < 10_000) {
        chunks += 1
        if (!socket.write(chunk)) break
      }
    }
    socket.on('drain', more)
    more()
    const [answer] = readAnswers(await closed)
    socket.destroy()
    // A reset may overtake the answer on its way; what counts is that the reading ended.
    expect([413, undefined]).toContain(answer?.status)
    // Megabytes fit into the buffers of a connection, and no more than that was taken.
    expect(chunks * 16).toBeLessThan(limit + 16_384)
  })

  it('a signed command longer than 64 KiB is refused, and a signed message is not', async () => {
    expect((await desk.toSlack(desk.help({ padding: 'x'.repeat(70_000) }))).status).toBe(413)
    const event = { type: 'event_callback', event: { type: 'none' }, padding: 'x'.repeat(400_000) }
    expect((await desk.toSlack(JSON.stringify(event), json)).status).toBe(200)
  })

  it('an unsigned body longer than 64 KiB gets 413', async () => {
    expect((await desk.send('POST', '/slack/events', form, `a=${'x'.repeat(70_000)}`)).status).toBe(413)
  })
})

describe('a signed body made to break what reads it', () => {
  const proto = '"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}'
  const deep = (open: string, close: string, bytes: number) => {
    const levels = Math.floor(bytes / (open.length + close.length))
    return `${open.repeat(levels)}0${close.repeat(levels)}`
  }

  it.each([
    [
      'Slack, as a form',
      () => desk.toSlack(`${desk.help()}&__proto__=1&__proto__[isPolluted]=1&constructor.prototype=1`),
    ],
    [
      'Slack, as JSON',
      () => desk.toSlack(`{${proto},"type":"event_callback","event":{"type":"none",${proto}}}`, json),
    ],
    ['LINE WORKS', () => desk.toWorks(desk.callback(`{"type":"text","text":"/help",${proto}}`))],
  ])('%s: keys of every object stay what they are', async (_from, act) => {
    expect((await act()).status).toBe(200)
    expect(Object.hasOwn(Object.prototype, 'isPolluted')).toBe(false)
    expect(({} as { isPolluted?: boolean }).isPolluted).toBeUndefined()
  })

  it.each([
    ['brackets', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('nested %s, as deep as fits, cost little and harm nobody', async (_what, open, close) => {
    const events: (() => Promise<RawAnswer>)[] = [
      () => desk.toWorks(desk.callback(`{"type":"text","text":"/help","deep":${deep(open, close, 60_000)}}`)),
      () => desk.toWorks(deep(open, close, 60_000)),
      () =>
        desk.toSlack(
          `{"type":"event_callback","event":{"type":"none","deep":${deep(open, close, 500_000)}}}`,
          json,
        ),
      () => {
        const event = `{"type":"event_callback","event":{"type":"none","deep":${deep(open, close, 10_000)}}}`
        return desk.toSlack(new URLSearchParams({ payload: event }).toString())
      },
      () => desk.toSlack(desk.mention(deep(open, close, 400_000)), json),
    ]
    for (const act of events) {
      const answer: { status?: number } = {}
      const workMs = await workOf(async () => {
        answer.status = (await act()).status
      })
      expect([200, 400]).toContain(answer.status)
      expect(workMs).toBeLessThan(2_000)
    }
    expect(logged()).not.toContain('request to LINE WORKS route failed')
    // The mention among them is a question like any other.
    await expect
      .poll(async () => (await fetch(`${desk.sandbox.url}/_sandbox/messages`)).text())
      .toContain('/customer')
    expect((await desk.send('GET', '/readyz')).status).toBe(200)
  })

  it('ten thousand fields cost little', async () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => `${index}=`).join('&')
    const answer: { status?: number } = {}
    const workMs = await workOf(async () => {
      answer.status = (await desk.toSlack(`${desk.help()}&${fields}`)).status
    })
    expect(answer.status).toBe(200)
    expect(workMs).toBeLessThan(2_000)
  })

  it.each([
    ['nothing at all', ''],
    ['no JSON', '{"type":"event_callback"'],
    ['JSON that is no object', '[1,2,3]'],
    ['broken UTF-8', 'Ã('],
  ])('%s is refused by Slack’s route and dropped by that of LINE WORKS', async (_what, body) => {
    expect((await desk.toSlack(body, json)).status).toBe(400)
    expect((await desk.toWorks(body)).status).toBe(200)
    expect(logged()).toContain('request from Slack could not be read')
    expect(logged()).toContain('callback of no known shape')
  })

  it('nothing is unpacked: what is compressed is no JSON', async () => {
    const event = gzipSync(JSON.stringify({ type: 'event_callback', event: { type: 'none' } }))
    const headers = { ...json, 'Content-Encoding': 'gzip', 'Content-Length': String(event.length) }
    const head = (path: string, signed: Record<string, string>) =>
      Buffer.concat([Buffer.from(requestText('POST', path, { ...headers, ...signed })), event])
    expect((await sendRaw(desk.url, head('/slack/events', {}))).status).toBe(401)
    expect((await sendRaw(desk.url, head('/slack/events', desk.slackSigned(event)))).status).toBe(400)
    expect((await sendRaw(desk.url, head('/lineworks/callback', desk.worksSigned(event)))).status).toBe(200)
    expect(logged()).toContain('callback of no known shape')
  })
})

describe('oddities that mean no harm', () => {
  it.each([
    ['in capitals', 'APPLICATION/X-WWW-FORM-URLENCODED'],
    ['with a charset', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['with a parameter of no sense', 'application/x-www-form-urlencoded;;;x'],
  ])('a content type %s', async (_what, type) => {
    expect((await desk.toSlack(desk.help(), { 'Content-Type': type })).status).toBe(200)
  })

  it('a client that asks before it sends its body is told to go on', async () => {
    const body = desk.help()
    const { socket, closed, heard } = await openRaw(desk.url)
    const headers = {
      ...form,
      ...desk.slackSigned(body),
      Expect: '100-continue',
      'Content-Length': String(body.length),
    }
    socket.write(requestText('POST', '/slack/events', headers))
    await expect.poll(heard).toContain('100 Continue')
    socket.write(body)
    expect(readAnswers(await closed).map(({ status }) => status)).toEqual([100, 200])
  })

  it('a client that expects something else is refused', async () => {
    expect((await desk.send('GET', '/healthz', { Expect: 'tea' })).status).toBe(417)
  })

  it('requests that come in one go are each answered, in their order', async () => {
    const signed = desk.help()
    const answers = await openRaw(desk.url).then(({ socket, closed }) => {
      socket.write(
        [
          requestText('POST', '/slack/events', { ...form, ...goesOn, ...desk.slackSigned(signed) }, signed),
          requestText('POST', '/slack/events', { ...form, ...goesOn }, signed),
          requestText('GET', '/healthz'),
        ].join(''),
      )
      return closed.then(readAnswers)
    })
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200])
    expect(answers[2]?.body).toBe('{"alive":true}')
  })
})
