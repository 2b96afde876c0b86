import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeskError } from '../../src/core/errors.ts'
import { createBotApi, type SendOptions } from '../../src/lineworks/bot-api.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { createManualClock } from '../works/manual-clock.ts'
import { botId, person } from './events.ts'
import { type Fault, startStandIn } from './stand-in.ts'

describe('a message', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>
  let clock: ReturnType<typeof createManualClock>
  let waits: number[]
  let http: ReturnType<typeof openHttp>
  let token: string

  beforeEach(async () => {
    standIn = await startStandIn()
    clock = createManualClock()
    waits = []
    http = openHttp()
    token = 'token-1'
  })
  afterEach(async () => {
    standIn.dropHung()
    http.close()
    await standIn.close()
  })

  function open(
    given: { apiUrl?: string; limit?: number; attemptMs?: number; signInErrors?: DeskError[] } = {},
  ) {
    return createBotApi({
      botId,
      apiUrl: given.apiUrl ?? standIn.apiUrl,
      http,
      signIn: {
        token: async () => {
          const error = given.signInErrors?.shift()
          if (error) throw error
          return token
        },
        renew: async () => {
          token = 'token-2'
          return token
        },
      },
      budget: createBudget({ limit: given.limit ?? 240, wallClock: clock.now, wait: clock.wait }),
      wallClock: clock.now,
      log: createCollectedLog(),
      attemptMs: given.attemptMs ?? 5_000,
      random: () => 0.5,
      wait: async (ms) => {
        waits.push(ms)
        await clock.advance(ms)
      },
    })
  }

  const hello = { type: 'text', text: 'hello' } as const
  const options = (limitMs = 30_000) => ({ correlationId: 'c-1', deadlineAt: clock.now() + limitMs })
  const send = (api = open(), given: Partial<SendOptions> = {}) =>
    api.send({ kind: 'users', id: person }, hello, { ...options(), ...given })

  it('goes to a person or a room', async () => {
    const api = open()
    expect(await send(api)).toEqual({ result: 'sent' })
    await api.send({ kind: 'channels', id: 'a/b' }, hello, options())
    expect(standIn.attempts.map(({ path }) => path)).toEqual([
      `/v1.0/bots/${botId}/users/${person}/messages`,
      `/v1.0/bots/${botId}/channels/a%2Fb/messages`,
    ])
    expect(standIn.accepted.map(({ content }) => content)).toEqual([hello, hello])
    expect(standIn.attempts[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-request-id': 'c-1',
      authorization: 'Bearer token-1',
    })
  })

  const redirected = (location: string): Fault => ({ status: 307, headers: { location } })

  it.each<[string, Fault[], object, number]>([
    ['is sent with a new token after 401', [{ status: 401 }], { result: 'sent' }, 2],
    ['is given up after a second 401', [{ status: 401 }, { status: 401 }], { result: 'unsent' }, 2],
    ['is sent again after 429', [{ status: 429 }], { result: 'sent' }, 2],
    ['is not sent again after 500', [{ status: 500 }], { result: 'uncertain' }, 1],
    ['is not sent again after 503', [{ status: 503 }], { result: 'uncertain' }, 1],
    ['is not sent again after the connection was lost', ['drop'], { result: 'uncertain' }, 1],
    ['is not sent again after it was accepted unheard', ['dropAfterAccept'], { result: 'uncertain' }, 1],
    [
      'is not sent again after it was refused',
      [{ status: 400, body: { code: 'INVALID_PARAMETER' } }],
      { result: 'refused', status: 400, code: 'INVALID_PARAMETER' },
      1,
    ],
    ['is not sent again after 403', [{ status: 403 }], { result: 'refused', status: 403 }, 1],
    [
      'is not sent on to a place that is not trusted',
      [redirected('https://example.com/')],
      { result: 'unsent' },
      1,
    ],
  ])('%s', async (_, faults, result, attempts) => {
    standIn.faults.push(...faults)
    expect(await send()).toMatchObject(result)
    expect(standIn.attempts).toHaveLength(attempts)
  })

  it('follows a redirect to a trusted place, body and token included', async () => {
    standIn.faults.push(redirected(`${standIn.apiUrl}/bots/${botId}/users/moved/messages`))
    expect(await send()).toEqual({ result: 'sent' })
    expect(standIn.accepted).toMatchObject([{ id: 'moved', content: hello }])
  })

  it('waits as a 429 tells, within its deadline', async () => {
    standIn.faults.push({ status: 429, headers: { 'rateLimit-reset': '7' } })
    expect(await send()).toEqual({ result: 'sent' })
    expect(waits).toEqual([7_250])
  })

  it('does not wait longer than that', async () => {
    standIn.faults.push({ status: 429, headers: { 'rateLimit-reset': '40' } })
    expect(await send()).toMatchObject({ result: 'unsent', reason: 'status 429' })
    expect(waits).toEqual([])
  })

  it('is not sent where the budget is used up beyond the deadline', async () => {
    const api = open({ limit: 1 })
    await send(api)
    expect(await send(api)).toMatchObject({ result: 'unsent', reason: expect.stringContaining('budget') })
    expect(standIn.attempts).toHaveLength(1)
  })

  it('that nobody accepts a connection for is tried until the deadline', async () => {
    const nowhere = await startStandIn()
    await nowhere.close()
    expect(await send(open({ apiUrl: nowhere.apiUrl }))).toMatchObject({
      result: 'unsent',
      reason: 'connection (ECONNREFUSED)',
    })
    expect(waits.length).toBeGreaterThan(5)
    expect(waits.reduce((a, b) => a + b)).toBeLessThan(30_000)
  })

  it('without a reply in time is uncertain', async () => {
    standIn.faults.push('hang')
    expect(await send(open({ attemptMs: 50 }))).toMatchObject({ result: 'uncertain' })
    expect(standIn.attempts).toHaveLength(1)
  })

  it('cut short by the end is uncertain; one that has not begun is not', async () => {
    standIn.faults.push('hang')
    const api = open()
    const sending = send(api)
    await standIn.attempted(1)
    http.close()
    expect(await sending).toMatchObject({ result: 'uncertain' })
    expect(await send(api)).toMatchObject({ result: 'unsent' })
  })

  it('is sent once sign-in is in order again, and given up where sign-in refuses', async () => {
    const down = () => new DeskError('sign_in_down', 'down')
    expect(await send(open({ signInErrors: [down(), down()] }))).toEqual({ result: 'sent' })
    const refused = new DeskError('sign_in_refused', 'refused')
    expect(await send(open({ signInErrors: [refused] }))).toEqual({ result: 'unsent', reason: 'refused' })
    expect(standIn.attempts).toHaveLength(1)
  })

  it('is tried for as long as half an hour, some twenty seconds apart at the most', async () => {
    const errors = Array.from({ length: 1_000 }, () => new DeskError('sign_in_down', 'down'))
    const limitMs = 30 * 60_000
    expect(await send(open({ signInErrors: errors }), options(limitMs))).toMatchObject({ result: 'unsent' })
    expect(waits.reduce((a, b) => a + b)).toBeGreaterThan(limitMs - 60_000)
    expect(Math.max(...waits)).toBeLessThan(26_000)
  })

  describe('that another process may send', () => {
    let told: string[]
    let isOurs: boolean
    const leave = {
      async maySend() {
        told.push('maySend')
        return isOurs
      },
      async notSent() {
        told.push('notSent')
      },
    }
    beforeEach(() => {
      told = []
      isOurs = true
    })

    it.each<[string, Fault[], string[]]>([
      ['accepted', [], ['maySend']],
      ['accepted after 429', [{ status: 429 }], ['maySend', 'notSent', 'maySend']],
      ['refused', [{ status: 403 }], ['maySend', 'notSent']],
      ['perhaps accepted', ['drop'], ['maySend']],
    ])(
      'counts as sent from right before it leaves until it is known not to be: %s',
      async (_, faults, steps) => {
        standIn.faults.push(...faults)
        await send(open(), { leave })
        expect(told).toEqual(steps)
      },
    )

    it('does not count as sent while it waits for sign-in and the budget', async () => {
      const api = open({ limit: 1, signInErrors: [new DeskError('sign_in_down', 'down')] })
      const seen: string[][] = []
      const noting = { ...leave, maySend: async () => seen.push(waits.map(String)) > 0 }
      await send(api, { leave: noting })
      expect(seen).toEqual([[expect.any(String)]])
      expect(await send(api, { leave, deadlineAt: clock.now() })).toMatchObject({ result: 'unsent' })
      expect(told).not.toContain('maySend')
    })

    it('is left to that where it has it by now', async () => {
      isOurs = false
      expect(await send(open(), { leave })).toMatchObject({ result: 'left' })
      expect(standIn.attempts).toEqual([])
    })

    it('is left to that by a process that ends before it left', async () => {
      standIn.faults.push({ status: 429 })
      const api = open()
      const ending = { ...leave, notSent: async () => http.close() }
      expect(await send(api, { leave: ending })).toMatchObject({ result: 'left' })
      expect(await send(api, { leave })).toMatchObject({ result: 'left' })
      expect(told).toEqual(['maySend'])
    })
  })
})
