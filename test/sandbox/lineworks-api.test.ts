import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  deskRoom,
  emily,
  hello,
  type LineWorksDesk,
  misaki,
  misakisChannel,
  ownDomain,
  robin,
  salesRoom,
  startLineWorksDesk,
} from './lineworks-desk.ts'

let desk: LineWorksDesk
/** Another, to have tokens of. */
let other: LineWorksDesk

beforeAll(async () => {
  desk = await startLineWorksDesk()
  other = await startLineWorksDesk()
})
afterAll(async () => {
  await desk.close()
  await other.close()
})
beforeEach(async () => {
  await desk.sandbox.control('reset', {})
  desk.callbacks.length = 0
})

const toGroup = () => `/bots/${desk.botId}/channels/${deskRoom}/messages`
const toMisaki = () => `/bots/${desk.botId}/users/${misaki}/messages`
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

describe('a message of the bot', () => {
  it('to a group is recorded as it was sent, and answered without a word', async () => {
    const answer = await desk.api(toGroup(), { body: hello })
    expect([answer.status, await answer.text()]).toEqual([201, ''])
    expect(await desk.messages()).toEqual([
      {
        id: expect.any(String),
        platform: 'lineworks',
        workspace: String(ownDomain),
        room: deskRoom,
        author: 'bot',
        ephemeral: false,
        at: expect.any(String),
        payload: hello.content,
      },
    ])
    expect(desk.callbacks).toEqual([])
  })

  it('to a person begins their room where it has not begun', async () => {
    for (let time = 0; time < 2; time += 1)
      expect((await desk.api(toMisaki(), { body: hello })).status).toBe(201)
    expect(await desk.messages()).toMatchObject([
      { room: misaki, person: misaki },
      { room: misaki, person: misaki },
    ])
    await expect
      .poll(() => desk.events())
      .toEqual([
        { type: 'begin', source: { userId: misaki, channelId: misakisChannel, domainId: ownDomain } },
      ])
  })

  it('that is refused begins no room', async () => {
    const refused = await desk.api(toMisaki(), { body: { content: { type: 'text', text: '' } } })
    expect(refused.status).toBe(400)
    expect((await desk.world()).rooms).toContainEqual(expect.objectContaining({ id: misaki, isBegun: false }))
  })

  it('takes the login e-mail for the id, and the channel of a room that has begun', async () => {
    const byMail = `/bots/${desk.botId}/users/${encodeURIComponent('misaki.sato@sunrise.example')}/messages`
    expect((await desk.api(byMail, { body: hello })).status).toBe(201)
    const byChannel = `/bots/${desk.botId}/channels/${misakisChannel}/messages`
    expect((await desk.api(byChannel, { body: hello })).status).toBe(201)
    expect(await desk.messages()).toMatchObject([{ room: misaki }, { room: misaki }])
  })

  it('reaches a person of another domain once they came by themselves', async () => {
    const path = `/bots/${desk.botId}/users/${robin}/messages`
    expect(await codeOf(await desk.api(path, { body: hello }))).toEqual([403, 'ACCESS_DENIED'])
    await desk.act('begin', { person: robin })
    expect((await desk.api(path, { body: hello })).status).toBe(201)
  })

  it.each([
    ['of another bot', () => `/bots/1/channels/${deskRoom}/messages`],
    ['to no channel', () => `/bots/${desk.botId}/channels/none/messages`],
    ['to a person as a channel', () => `/bots/${desk.botId}/channels/${misaki}/messages`],
    ['to a direct room that has not begun', () => `/bots/${desk.botId}/channels/${misakisChannel}/messages`],
    ['to a group without the bot', () => `/bots/${desk.botId}/channels/${salesRoom}/messages`],
    ['to nobody', () => `/bots/${desk.botId}/users/nobody/messages`],
  ])('%s is denied', async (_what, path) => {
    expect(await codeOf(await desk.api(path(), { body: hello }))).toEqual([403, 'ACCESS_DENIED'])
    expect(await desk.messages()).toEqual([])
  })

  it('that is no JSON, or nothing, is a bad request', async () => {
    for (const body of ['{', ''])
      expect(await codeOf(await desk.api(toGroup(), { body }))).toEqual([400, 'BAD_REQUEST'])
    const form = await fetch(`${desk.sandbox.environment.WORKS_API_URL}${toGroup()}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(hello),
    })
    expect(await codeOf(form)).toEqual([415, 'BAD_REQUEST'])
  })

  it('below a bot whose id is no number is unknown, as is every other path', async () => {
    for (const path of [`/bots/mine/channels/${deskRoom}/messages`, `/bots/${desk.botId}/messages`])
      expect(await (await desk.api(path, { body: hello })).json()).toEqual({
        code: 'NOT_FOUND',
        description: 'Api not exists',
      })
  })
})

describe('a token', () => {
  it.each([
    ['missing', async () => '', 'Authentication token is missing.'],
    ['garbage', async () => 'garbage', 'Malformed authentication token'],
    ['of another sandbox', () => other.sandbox.token('bot'), 'Malformed authentication token'],
  ])('that is %s is refused', async (_what, token, description) => {
    const refused = await desk.api(toGroup(), { body: hello, token: await token() })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('Bearer')
    expect(await refused.json()).toEqual({ code: 'UNAUTHORIZED', description })
    expect(await desk.messages()).toEqual([])
  })

  it('that has expired is refused', async () => {
    const token = await other.sandbox.token('bot')
    const send = () => other.api(`/bots/${other.botId}/channels/${deskRoom}/messages`, { body: hello, token })
    expect((await send()).status).toBe(201)
    await other.sandbox.control('tokens', { expire: true })
    expect(await codeOf(await send())).toEqual([401, 'UNAUTHORIZED'])
  })

  const group = `channels/${deskRoom}`
  it.each([
    ['bot', `${group}/messages`, 201],
    ['bot.message', `${group}/messages`, 201],
    ['bot.read', `${group}/messages`, 403],
    ['partner user', `${group}/messages`, 403],
    ['bot.read', group, 200],
    ['partner.read', group, 403],
    ['bot.read', 'persistentmenu', 404],
    ['bot.read', '', 200],
    ['bot.message', '', 403],
    ['user.read', 'persistentmenu', 403],
  ])('of %s at %s gives %i', async (scope, path, status) => {
    const token = await desk.sandbox.token(scope)
    const body = path.endsWith('messages') ? { body: hello } : {}
    const answer = await desk.api(`/bots/${desk.botId}${path && `/${path}`}`, { ...body, token })
    expect(answer.status).toBe(status)
    if (status === 403) expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('with the scopes that the environment names is enough for all of it', async () => {
    expect(desk.sandbox.environment.WORKS_SCOPES).toBe('partner.read bot user.read group.read')
    expect((await desk.api('/partners/customers/10000001')).status).toBe(200)
    expect((await desk.api(`/users/${misaki}`)).status).toBe(200)
    expect((await desk.api(toGroup(), { body: hello })).status).toBe(201)
  })
})

describe('a person', () => {
  const profile = {
    domainId: ownDomain,
    userId: misaki,
    userName: { lastName: '佐藤', firstName: '美咲' },
  }
  const email = 'misaki.sato@sunrise.example'
  const full = { ...profile, email, locale: 'ja_JP', timeZone: 'Asia/Tokyo' }

  it.each([
    ['user', full],
    ['user.read', full],
    ['directory.read', full],
    ['user.profile.read', profile],
    ['user.email.read', { userId: misaki, email }],
    ['user.profile.read user.email.read', profile],
    ['user.profile.read user.read', full],
  ])('is shown for %s in its shape', async (scope, shape) => {
    const answer = await desk.api(`/users/${misaki}`, { token: await desk.sandbox.token(scope) })
    expect(await answer.json()).toEqual(shape)
  })

  it('is not shown for the scopes of a bot', async () => {
    const refused = await desk.api(`/users/${misaki}`, { token: await desk.sandbox.token('bot') })
    expect(await codeOf(refused)).toEqual([403, 'FORBIDDEN'])
  })

  it('is found by e-mail too, and of another domain with all digits of its id', async () => {
    expect(await (await desk.api(`/users/${encodeURIComponent(email)}`)).json()).toEqual(full)
    expect(await (await desk.api(`/users/${robin}`)).text()).toContain('"domainId":4002960212345678901,')
    expect(await codeOf(await desk.api('/users/nobody'))).toEqual([404, 'USER_NOT_EXIST'])
  })
})

it('the bot is described as the Developer Console shows it', async () => {
  const answer = await desk.api(`/bots/${desk.botId}`)
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({
    botId: Number(desk.botId),
    botName: 'Partner Desk',
    enableCallback: true,
    callbackUrl: expect.stringMatching(/^http:.*\/lineworks\/callback$/),
    enableGroupJoin: true,
  })
  expect(text).toContain(`"allowDomains":[${ownDomain},4002960212345678901]`)
  expect(await codeOf(await desk.api('/bots/1'))).toEqual([403, 'ACCESS_DENIED'])
})

describe('a channel', () => {
  const read = (channelId: string) => desk.api(`/bots/${desk.botId}/channels/${channelId}`)

  it('is described where the bot is in', async () => {
    expect(await (await read(deskRoom)).json()).toEqual({
      domainId: ownDomain,
      channelId: deskRoom,
      title: 'Partner team',
      channelType: { type: 'MULTI_USERS' },
    })
    await desk.act('begin', { person: misaki })
    expect(await (await read(misakisChannel)).json()).toMatchObject({
      channelType: { type: 'SINGLE_USER' },
    })
    expect(await codeOf(await read(salesRoom))).toEqual([403, 'ACCESS_DENIED'])
  })
})

it('a message of each of two people is of its own room', async () => {
  await desk.act('message', { person: misaki, room: misaki, text: 'mine' })
  await desk.act('message', { person: emily, room: emily, text: 'mine too' })
  expect(await desk.messages()).toMatchObject([
    { room: misaki, person: misaki, author: misaki },
    { room: emily, person: emily, author: emily },
  ])
})

it('a reset empties the rooms and takes the bot back where it was', async () => {
  await desk.api(toGroup(), { body: hello })
  await desk.act('bot', { person: misaki, room: deskRoom, isMember: false })
  await desk.act('bot', { person: misaki, room: salesRoom, isMember: true })
  await desk.sandbox.control('reset', {})
  expect(await desk.messages()).toEqual([])
  expect((await desk.api(toGroup(), { body: hello })).status).toBe(201)
  const toSales = `/bots/${desk.botId}/channels/${salesRoom}/messages`
  expect((await desk.api(toSales, { body: hello })).status).toBe(403)
})
