import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deskRoom, hello, type LineWorksDesk, misaki, startLineWorksDesk } from './lineworks-desk.ts'

let desk: LineWorksDesk

beforeAll(async () => {
  desk = await startLineWorksDesk({ rateLimit: 2, wallClock: () => Date.parse('2026-11-21T00:00:15Z') })
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.sandbox.control('reset', {})
})

const fault = async (wish: object) =>
  expect((await desk.sandbox.control('faults', { target: 'lineworks', ...wish })).status).toBe(200)
const send = () => desk.bot(`channels/${deskRoom}/messages`, hello)

describe('the rate limit', () => {
  it('counts each operation for itself, and says how it stands', async () => {
    expect(Object.fromEntries((await send()).headers)).toMatchObject({
      'ratelimit-ssed': '1',
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
      'ratelimit-reset': '45',
    })
    const other = await desk.bot(`users/${misaki}/messages`, hello)
    expect(other.headers.get('ratelimit-ssed')).toBe('1')
    expect((await desk.api(`/users/${misaki}`)).headers.get('ratelimit-ssed')).toBe('1')
  })

  it('refuses what is too much, without Retry-After, and records nothing of it', async () => {
    for (let time = 0; time < 2; time += 1) await send()
    const refused = await send()
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    expect(refused.headers.has('retry-after')).toBe(false)
    expect(await desk.messages()).toHaveLength(2)
  })
})

describe('a fault', () => {
  const reached = {
    'bot.users.messages': () => desk.bot(`users/${misaki}/messages`, hello),
    'bot.channels.messages': send,
    'bot.get': () => desk.api(`/bots/${desk.botId}`),
    'bot.channels.get': () => desk.api(`/bots/${desk.botId}/channels/${deskRoom}`),
    'bot.persistentmenu.create': () => desk.bot('persistentmenu', {}),
    'bot.persistentmenu.get': () => desk.api(`/bots/${desk.botId}/persistentmenu`),
    'users.get': () => desk.api(`/users/${misaki}`),
  }

  it.each(Object.entries(reached))('of %s meets that operation alone', async (operation, request) => {
    await fault({ operation, kind: 'status', status: 500, times: 1 })
    for (const [name, other] of Object.entries(reached))
      if (name !== operation) expect((await other()).status).not.toBe(500)
    expect((await request()).status).toBe(500)
  })

  it('leaves the Partner API alone', async () => {
    await fault({ kind: 'status', status: 500 })
    expect((await desk.api('/partners/customers/10000001')).status).toBe(200)
    expect((await send()).status).toBe(500)
  })

  it('drop: nothing was accepted', async () => {
    await fault({ kind: 'drop', times: 1 })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(await desk.messages()).toEqual([])
  })

  it('dropAfterAccept: the message is there, and its sender does not know', async () => {
    await fault({ kind: 'dropAfterAccept', times: 1 })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(await desk.messages()).toHaveLength(1)
  })

  it('redirect: the message is taken where it is sent on to with its token', async () => {
    await fault({ kind: 'redirect', times: 1 })
    const path = `${desk.sandbox.environment.WORKS_API_URL}/bots/${desk.botId}/channels/${deskRoom}/messages`
    const request = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await desk.sandbox.token('bot')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(hello),
    }
    const sentOn = await fetch(path, { ...request, redirect: 'manual' })
    expect(sentOn.status).toBe(307)
    expect((await fetch(sentOn.headers.get('location') ?? '', request)).status).toBe(201)
    expect(await desk.messages()).toHaveLength(1)
  })

  it.each([
    ['429', { kind: 'status', status: 429, delayMs: 7_000 }, 429],
    ['503', { kind: 'status', status: 503 }, 503],
    ['html', { kind: 'html' }, 502],
    ['slow', { kind: 'slow', delayMs: 20 }, 201],
    ['truncate', { kind: 'truncate' }, 201],
  ])('%s is played on messages', async (_kind, wish, status) => {
    await fault({ ...wish, times: 1 })
    const answer = await send()
    expect(answer.status).toBe(status)
    if (status === 429) expect(answer.headers.get('ratelimit-reset')).toBe('7')
  })

  it('hang: no answer, and nothing done', async () => {
    await fault({ kind: 'hang', times: 1 })
    const request = fetch(
      `${desk.sandbox.environment.WORKS_API_URL}/bots/${desk.botId}/channels/${deskRoom}`,
      {
        signal: AbortSignal.timeout(100),
      },
    )
    await expect(request).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('of an operation that is not there is refused with the list', async () => {
    const refused = await desk.sandbox.control('faults', {
      target: 'lineworks',
      operation: 'messages',
      kind: 'hang',
    })
    expect(refused.status).toBe(400)
    const { message } = (await refused.json()) as { message: string }
    expect(message).toContain(Object.keys(reached).join(', '))
  })
})
