import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { begin, domain, inGroup, message, noon, roomEvent, secret, sign } from './events.ts'
import { type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'

const store = useInboxStore()
let desk: LineWorksDesk

beforeEach(async () => {
  desk = await startLineWorksDesk(store.inbox())
})
afterEach(() => desk.close())

const said = (text = 'customer 1') => JSON.stringify(message(text))

/** What came of a request, once nothing goes on any more. */
async function outcomeOf(request: Promise<{ status: number; text: string }>) {
  const { status, text } = await request
  await desk.lineWorks.settled(5_000)
  return { status, text, asked: desk.calls.length }
}

describe('the door', () => {
  it('takes a signed callback', async () => {
    expect(await outcomeOf(desk.post(said()))).toEqual({ status: 200, text: '', asked: 1 })
  })

  it.each([
    ['no signature', { 'X-WORKS-Signature': undefined }],
    ['another’s signature', { 'X-WORKS-Signature': sign(said(), 'another secret') }],
    ['the signature of another body', { 'X-WORKS-Signature': sign(said('help')) }],
    ['no bot id', { 'X-WORKS-BotId': undefined }],
    ['the id of another bot', { 'X-WORKS-BotId': '2000002' }],
  ])('refuses %s without a word why', async (_, headers) => {
    expect(await outcomeOf(desk.post(said(), headers))).toEqual({ status: 401, text: '', asked: 0 })
    expect(await store.rows()).toEqual([])
  })

  it('refuses an empty body', async () => {
    expect(await outcomeOf(desk.post('', { 'X-WORKS-Signature': undefined }))).toMatchObject({ status: 401 })
  })

  it.each([
    'application/json',
    'application/json; charset=UTF-8',
    'APPLICATION/JSON;charset="utf8"',
    'application/json; charset',
    'text/plain',
    ';',
  ])('does not mind the content type %j', async (contentType) => {
    expect(await outcomeOf(desk.post(said(), { 'Content-Type': contentType }))).toMatchObject({
      status: 200,
      asked: 1,
    })
  })

  it('does not mind how header names are written', async () => {
    const body = said()
    const headers = {
      'X-WORKS-BotId': undefined,
      'x-works-botid': '2000001',
      'X-WORKS-Signature': undefined,
      'x-WORKS-signature': sign(body),
    }
    expect(await outcomeOf(desk.post(body, headers))).toMatchObject({ status: 200, asked: 1 })
  })

  it('takes 64 KiB and no byte more', async () => {
    const empty = JSON.stringify(message(''))
    const fitting = JSON.stringify(message('x'.repeat(64 * 1024 - Buffer.byteLength(empty))))
    expect(Buffer.byteLength(fitting)).toBe(64 * 1024)
    expect(await outcomeOf(desk.post(fitting))).toMatchObject({ status: 200, asked: 1 })
    expect(await outcomeOf(desk.post(`${fitting} `))).toMatchObject({ status: 413, asked: 1 })
    expect(await store.rows()).toHaveLength(1)
  })
})

describe('a callback', () => {
  it.each([
    ['no JSON', 'customer 1'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe])],
    ['JSON of another shape', '[1]'],
    ['an unknown event', JSON.stringify({ ...message('customer 1'), type: 'brand_new' })],
    ['an event without a source', JSON.stringify({ ...message('customer 1'), source: undefined })],
    ['a time without a zone', JSON.stringify({ ...message('x'), issuedTime: '2026-11-21T12:00:00' })],
  ])('with %s gets 200, and a line in the log without its content', async (_, body) => {
    expect(await outcomeOf(desk.post(body))).toEqual({ status: 200, text: '', asked: 0 })
    expect(desk.log.lines).toMatchObject([{ level: 'warn', message: 'callback of no known shape' }])
    expect(JSON.stringify(desk.log.lines)).not.toContain('customer 1')
  })

  it.each([
    roomEvent('leave'),
    roomEvent('joined', { members: ['a', 'b'] }),
    roomEvent('left', { members: ['a'] }),
    { ...begin(), type: 'end' },
  ])('$type is heard in silence', async (event) => {
    expect(await outcomeOf(desk.callback(event))).toMatchObject({ status: 200 })
    expect(desk.standIn.attempts).toEqual([])
    expect(desk.log.lines).toEqual([])
  })

  it('that does not address the bot is neither kept nor logged', async () => {
    await desk.settle(inGroup('the secret plan'))
    expect(await store.rows()).toEqual([])
    expect(desk.log.lines).toEqual([])
  })

  it.each([
    ['2026-11-21T11:00:00.000Z', 1],
    ['2026-11-21T10:59:59.999Z', 0],
    ['2026-11-21T13:00:00Z', 1],
    ['2026-11-21T13:00:01Z', 0],
    ['2026-11-21T21:00:00+09:00', 1],
    ['2026-11-21T12:00:00+09:00', 0],
  ])('issued at %s, while it is noon in UTC, is asked %i times', async (issuedTime, times) => {
    expect(await outcomeOf(desk.callback({ ...message('help'), issuedTime }))).toMatchObject({
      status: 200,
      asked: times,
    })
    const dropped = desk.log.lines.filter(({ message }) => message.startsWith('callback dropped'))
    expect(dropped).toHaveLength(1 - times)
  })

  it('is answered once, however often and at the same time it comes, also to two processes', async () => {
    const other = await startLineWorksDesk(store.inbox())
    const event = message('customer 1', { first: 1, second: { third: 3, fourth: 4 } })
    const { type, source, issuedTime, content } = event
    const rest = { second: { fourth: 4, third: 3 }, first: 1 }
    const turned = { content: { ...rest, text: content.text, type: content.type }, issuedTime, source, type }
    const replies = await Promise.all([
      desk.callback(event),
      other.callback(turned),
      desk.callback(turned),
      other.callback(event),
    ])
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await Promise.all([desk.lineWorks.settled(5_000), other.lineWorks.settled(5_000)])
    expect(desk.calls.length + other.calls.length).toBe(1)
    await other.close()
  })

  it.each([
    ['text', { content: { type: 'text', text: 'customer 2' } }],
    ['time', { issuedTime: new Date(noon).toISOString() }],
    ['person', { source: { userId: 'another', domainId: domain } }],
  ])('of another %s is another', async (_, difference) => {
    const event = message('customer 1')
    await desk.settle(event)
    await desk.settle({ ...event, ...difference })
    expect(desk.calls).toHaveLength(2)
  })

  it('is kept before its 200, and its content forgotten with the answer', async () => {
    const { opened, open } = gate()
    const slow = await startLineWorksDesk(store.inbox(), {
      answer: async () => {
        await opened
        throw new Error('unimportant')
      },
    })
    await slow.callback(message('customer 1'))
    const [row] = await store.rows()
    expect(row).toMatchObject({ platform: 'lineworks', outcome: null, sending_since: null })
    expect(row?.payload).toContain('customer 1')
    open()
    await slow.lineWorks.settled(5_000)
    expect(await store.rows()).toMatchObject([{ key: row?.key, outcome: 'answered', payload: '' }])
    await slow.close()
  })

  it('keeps every digit of an id', async () => {
    const body = said().replace(String(domain), '9223372036854775807')
    await outcomeOf(desk.post(body))
    expect(desk.calls[0]?.call.workspace).toBe('9223372036854775807')
  })
})

it('no secret is logged', async () => {
  await desk.settle(message('customer 1'))
  expect(desk.log.lines.length).toBeGreaterThan(0)
  const logged = JSON.stringify(desk.log.lines)
  for (const unspeakable of [secret, 'token-1', 'customer 1', '山田'])
    expect(logged).not.toContain(unspeakable)
})
