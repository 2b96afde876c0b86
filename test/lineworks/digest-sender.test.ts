import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DigestRoom } from '../../src/core/digest/digest.ts'
import type { DigestMessage } from '../../src/core/digest/sender.ts'
import { writePayload } from '../../src/lineworks/digest/payload.ts'
import { createWorksDigestSender } from '../../src/lineworks/digest/sender.ts'
import { say } from '../../src/text/speak.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { createManualClock } from '../works/manual-clock.ts'
import { botId, channel, person } from './events.ts'
import { type Fault, startStandIn } from './stand-in.ts'

let standIn: Awaited<ReturnType<typeof startStandIn>>
let http: ReturnType<typeof openHttp>
let clock: ReturnType<typeof createManualClock>
let log: ReturnType<typeof createCollectedLog>

beforeEach(async () => {
  standIn = await startStandIn()
  http = openHttp()
  clock = createManualClock()
  log = createCollectedLog()
})
afterEach(async () => {
  standIn.dropHung()
  http.close()
  await standIn.close()
})

const group: DigestRoom = { platform: 'lineworks', workspace: '1', room: channel, isDirect: false }
const direct: DigestRoom = { ...group, room: person, isDirect: true }

function open(given: { apiUrl?: string; limit?: number } = {}) {
  return createWorksDigestSender({
    botId,
    apiUrl: given.apiUrl ?? standIn.apiUrl,
    http,
    signIn: { token: async () => 'token', renew: async () => 'token-2' },
    budget: createBudget({ limit: given.limit ?? 240, wallClock: clock.now, wait: clock.wait }),
    wallClock: clock.now,
    log,
    say,
  })
}

const text = (words: string) => ({ type: 'text', text: words }) as const
const flex = {
  type: 'flex',
  altText: 'Digest',
  contents: {
    type: 'bubble',
    body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'Digest' }] },
  },
} as const
const whole = writePayload({ flex, text: [text('one'), text('two')] })

const message = (room = group, payload = whole): DigestMessage => ({
  room,
  payload,
  deliveryId: 'd-1',
  parentId: undefined,
  triedAt: clock.now(),
  correlationId: 'c-1',
  notes: new Map(),
})

const arrived = () => standIn.accepted.map(({ to, id, content }) => [to, id, content.type])

describe('posting', () => {
  it('sends a message once, to a room or to the person of a room of two', async () => {
    const sender = open()
    expect(await sender.post(message())).toEqual({ result: 'sent', messageId: undefined })
    expect(await sender.post(message(direct))).toEqual({ result: 'sent', messageId: undefined })
    expect(arrived()).toEqual([
      ['channels', channel, 'flex'],
      ['users', person, 'flex'],
    ])
    expect(standIn.attempts[0]?.headers['x-request-id']).toBe('c-1')
  })

  it.each([400, 413, 422])('sends text where flex is refused with %i', async (status) => {
    standIn.state.refusesFlex = status
    expect(await open().post(message())).toMatchObject({ result: 'sent' })
    expect(arrived()).toEqual([
      ['channels', channel, 'text'],
      ['channels', channel, 'text'],
    ])
  })

  it.each<[string, Fault, object]>([
    ['a room that is gone', { status: 404 }, { result: 'refused', isGone: true }],
    [
      'a room that the bot is not in',
      { status: 403, body: { code: 'ACCESS_DENIED' } },
      { result: 'refused', reason: 'status 403 ACCESS_DENIED', isGone: true },
    ],
    [
      'a scope that is missing',
      { status: 403, body: { code: 'FORBIDDEN' } },
      { result: 'refused', isGone: false },
    ],
    ['a server in trouble', { status: 503 }, { result: 'unclear', reason: 'status 503' }],
    ['a connection that ends', 'drop', { result: 'unclear' }],
    ['a connection that ends behind it', 'dropAfterAccept', { result: 'unclear' }],
    [
      'a limit that is used up',
      { status: 429, headers: { 'rateLimit-reset': '7' } },
      { result: 'retry', afterMs: expect.any(Number), reason: 'status 429' },
    ],
  ])('tells of %s, and tries once', async (_what, fault, posting) => {
    standIn.faults.push(fault)
    expect(await open().post(message())).toMatchObject(posting)
    expect(standIn.attempts).toHaveLength(1)
  })

  it('waits as long as LINE WORKS says, or else ten seconds', async () => {
    standIn.faults.push({ status: 429, headers: { 'rateLimit-reset': '7' } })
    const limited = await open().post(message())
    const afterMs = limited.result === 'retry' ? limited.afterMs : 0
    expect(afterMs).toBeGreaterThanOrEqual(7_000)
    expect(afterMs).toBeLessThan(8_000)
    expect(await open({ apiUrl: 'http://127.0.0.1:1' }).post(message())).toMatchObject({
      result: 'retry',
      afterMs: 10_000,
    })
  })

  it('may try all of it again where neither flex nor the first text was taken', async () => {
    standIn.faults.push({ status: 400 }, { status: 429 })
    expect(await open().post(message())).toMatchObject({ result: 'retry' })
    expect(arrived()).toEqual([])
  })

  it('leaves unclear what was cut short', async () => {
    const sender = open({ limit: 1 })
    const parts = writePayload({ flex: undefined, text: [text('one'), text('two')] })
    expect(await sender.post(message(group, parts))).toMatchObject({
      result: 'unclear',
      reason: expect.stringContaining('cut short'),
    })
    expect(arrived()).toHaveLength(1)
  })

  it('refuses what is no message', async () => {
    const refused = { result: 'refused', reason: 'unreadable', isGone: false }
    expect(await open().post(message(group, '{}'))).toEqual(refused)
    expect(standIn.attempts).toEqual([])
  })

  it('offers nothing that LINE WORKS cannot do', () => {
    const { find, link, update, announce } = open()
    expect([find, link, update, announce]).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('a room', () => {
  const admitted = (answer: { status: number; code?: string }) => {
    standIn.rooms.set(channel, answer)
    return open().admit(group, 'c-1')
  }

  it('is open where LINE WORKS knows the bot in it', async () => {
    expect(await admitted({ status: 200 })).toBe('ok')
  })

  it('of two is always open', async () => {
    expect(await open({ apiUrl: 'http://127.0.0.1:1' }).admit(direct, 'c-1')).toBe('ok')
  })

  it.each([
    ['is not the bot’s', { status: 403, code: 'ACCESS_DENIED' }, 'notMember'],
    ['is not there', { status: 404 }, 'notMember'],
    ['may not be looked at', { status: 403, code: 'FORBIDDEN' }, 'ok'],
    ['is not told of by a server in trouble', { status: 500 }, 'unknown'],
  ])('%s: %j is %s', async (_what, answer, admission) => {
    expect(await admitted(answer)).toBe(admission)
  })

  it('is unknown where LINE WORKS cannot be reached', async () => {
    expect(await open({ apiUrl: 'http://127.0.0.1:1' }).admit(group, 'c-1')).toBe('unknown')
    expect(log.lines.some(({ level }) => level === 'warn')).toBe(true)
  })
})

describe('a person', () => {
  it('is told in their own room, without a mention', async () => {
    await open().tell(group, person, 'The digest of <m userId="all"> failed.')
    expect(standIn.accepted).toMatchObject([
      { to: 'users', id: person, content: { type: 'text', text: expect.not.stringContaining('<m') } },
    ])
  })

  it('who cannot be reached is logged, without the words', async () => {
    standIn.faults.push({ status: 404 })
    await open().tell(group, person, 'The digest failed.')
    expect(JSON.stringify(log.lines)).toContain('could not be told')
    expect(JSON.stringify(log.lines)).not.toContain('The digest failed')
  })
})
