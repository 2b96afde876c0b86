import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { botMenu } from '../../src/app/set-up.ts'
import { createSetUp, type SetUp } from '../../src/lineworks/set-up.ts'
import { createBudget } from '../../src/works/budget.ts'
import { type Http, openHttp } from '../../src/works/http.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import {
  dropConnection,
  json,
  type Script,
  type ScriptedServer,
  startScriptedServer,
  text,
} from '../works/scripted-server.ts'

let lineWorks: ScriptedServer
let http: Http
let setUp: SetUp

beforeEach(async () => {
  lineWorks = await startScriptedServer()
  http = openHttp()
  setUp = createSetUp({
    botId: '2000001',
    correlationId: 'set-up',
    apiUrl: `${lineWorks.url}/v1.0`,
    http,
    signIn: { token: async () => 'token', renew: async () => 'renewed' },
    budget: createBudget({ limit: 240, wallClock: Date.now }),
    wallClock: Date.now,
    log: createCollectedLog(),
  })
})

afterEach(async () => {
  http.close()
  await lineWorks.close()
})

/** As LINE WORKS describes a bot that is set up for the desk. */
const bot = {
  botId: 2000001,
  botName: 'Partner Desk',
  enableCallback: true,
  callbackUrl: 'https://desk.example.com/lineworks/callback',
  channelEvents: ['message', 'join', 'leave', 'joined', 'left', 'postback', 'begin', 'end'],
  callbackEvents: ['text', 'location', 'sticker', 'image', 'file'],
  enableGroupJoin: true,
}

describe('what is wrong with a bot', () => {
  it.each([
    ['nothing, where it is set up in full', {}, []],
    [
      'nothing, where LINE WORKS does not tell',
      { enableCallback: null, channelEvents: null, callbackEvents: undefined },
      [],
    ],
    ['another name', { botName: 'Desk' }, ['the bot is named “Desk”, WORKS_BOT_NAME says “Partner Desk”']],
    ['no callback', { enableCallback: false }, ['its callback is switched off']],
    ['events', { channelEvents: ['message', 'leave'] }, ['its callback lacks the events join, begin']],
    ['typed lines', { callbackEvents: ['image'] }, ['its callback lacks the message type text']],
    [
      'everything',
      { botName: '', enableCallback: false, channelEvents: [], callbackEvents: [] },
      [
        'the bot is named “”, WORKS_BOT_NAME says “Partner Desk”',
        'its callback is switched off',
        'its callback lacks the events message, join, begin',
        'its callback lacks the message type text',
      ],
    ],
  ])('is told: %s', async (_what, given, faults) => {
    lineWorks.play(json({ ...bot, ...given }))
    expect(await setUp.findFaults({ name: 'Partner Desk' })).toEqual(faults)
    expect(lineWorks.received).toMatchObject([
      { method: 'GET', url: '/v1.0/bots/2000001', headers: { authorization: 'Bearer token' } },
    ])
  })
})

describe('the menu', () => {
  it('is registered with its buttons', async () => {
    lineWorks.play(text('', 201))
    await setUp.registerMenu(botMenu)
    const [sent] = lineWorks.received
    expect(sent).toMatchObject({ method: 'POST', url: '/v1.0/bots/2000001/persistentmenu' })
    expect(JSON.parse(sent?.body ?? '')).toEqual(botMenu)
  })
})

describe('what LINE WORKS has against it', () => {
  const refused = json({ code: 'ACCESS_DENIED', description: 'Access is denied.' }, 403)
  const failures: [string, Script, string][] = [
    ['a refusal', refused, '403 ACCESS_DENIED'],
    ['an empty refusal', text('', 404), '404'],
    ['a server in trouble', text('<html>', 503), '503'],
    ['a connection that breaks', dropConnection, 'connection'],
  ]

  it.each(failures)('is the reason of a rejection: %s', async (_what, script, reason) => {
    lineWorks.play(script)
    await expect(setUp.findFaults({ name: 'Partner Desk' })).rejects.toThrow(`bot.get: ${reason}`)
    await expect(setUp.registerMenu(botMenu)).rejects.toThrow(`bot.persistentmenu.create: ${reason}`)
  })

  it.each([
    ['no JSON', '<html>'],
    ['another shape', '{"botName":1}'],
  ])('is an answer that cannot be read: %s', async (_what, body) => {
    lineWorks.play(text(body))
    await expect(setUp.findFaults({ name: 'Partner Desk' })).rejects.toThrow(
      /^bot\.get: the answer is not as documented$/,
    )
  })
})
