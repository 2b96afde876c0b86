import { App, HTTPReceiver } from '@slack/bolt'
import Fastify from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import { DeskError } from '../../src/core/errors.ts'
import { createReceiver } from '../../src/slack/door/receiver.ts'
import { post, signatureHeaders } from '../helpers/signed-request.ts'
import { readableLog } from '../slack/slack-desk.ts'
import { signingSecret } from './slack-receiver/requests.ts'
import { type Listening, slackReceiverContract, timerStarted } from './slack-receiver.ts'

async function listenWithOurs(): Promise<Listening & { lines: ReturnType<typeof readableLog>['lines'] }> {
  const { log, lines } = readableLog()
  const receiver = createReceiver({ signingSecret, wallClock: () => Date.now(), log })
  const server = Fastify({ forceCloseConnections: true })
  server.register(receiver.plugin)
  server.post('/other', async ({ body }) => ({ type: typeof body }))
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return { receiver, url: `${url}/slack/events`, close: () => server.close(), lines }
}

const silent = () => {}
const logger = {
  ...{ debug: silent, info: silent, warn: silent, error: silent, setLevel: silent, setName: silent },
  getLevel: () => 'info' as never,
}

async function listenWithBolts(): Promise<Listening> {
  const receiver = new HTTPReceiver({
    signingSecret,
    bodyLimit: 64 * 1024,
    logger,
  })
  const server = await receiver.start({ host: '127.0.0.1', port: 0 })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    receiver,
    url: `http://127.0.0.1:${port}/slack/events`,
    close: () => {
      server.closeAllConnections()
      return receiver.stop()
    },
  }
}

slackReceiverContract('Bolt’s HTTPReceiver', listenWithBolts)
slackReceiverContract('our receiver', listenWithOurs)

describe('our receiver besides', () => {
  it('leaves the parsers of other routes alone', async () => {
    const { url, close } = await listenWithOurs()
    const json = { 'content-type': 'application/json' }
    expect(await post(url.replace('/slack/events', '/other'), '{}', json)).toMatchObject({
      text: '{"type":"object"}',
    })
    await close()
  })

  it('logs the reason of a refusal and tells it to nobody', async () => {
    const { url, close, lines } = await listenWithOurs()
    const headers = signatureHeaders(signingSecret, 'a=b', Date.now() - 301_000)
    expect(await post(url, 'a=b', headers)).toMatchObject({ status: 401, text: '' })
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      [
        'warn',
        { correlationId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}$/), reason: 'timestamp too old' },
      ],
    ])
    await close()
  })

  it('logs little of a request that nobody acknowledges, and no more than words', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { url, close, lines } = await listenWithOurs()
    const body = JSON.stringify({ type: { name: 'Hanako' }, command: `/${'x'.repeat(500)}` })
    const sent = post(url, body, {
      'content-type': 'application/json',
      ...signatureHeaders(signingSecret, body, Date.now()),
    })
    await timerStarted()
    vi.advanceTimersByTime(3001)
    vi.useRealTimers()
    expect(await sent).toMatchObject({ status: 404 })
    expect(lines.map(({ fields }) => fields)).toEqual([
      { correlationId: expect.any(String), type: undefined, command: `/${'x'.repeat(39)}` },
    ])
    await close()
  })

  it('gives its listeners the correlation id of its own log lines, and tells where one failed', async () => {
    const { url, close, lines, receiver } = await listenWithOurs()
    const app = new App({
      receiver,
      authorize: async () => ({ botToken: 'xoxb-1' }),
      convoStore: false,
      logger,
    })
    let heard: unknown
    app.command('/fail', async ({ context }) => {
      heard = context.correlationId
      throw new Error('told to fail')
    })
    const body = 'command=%2Ffail&user_id=U1&team_id=T1'
    await post(url, body, {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(signingSecret, body, Date.now()),
    })
    expect(lines.map(({ fields }) => fields)).toEqual([
      {
        correlationId: heard,
        err: {
          name: 'Error',
          at: expect.arrayContaining([expect.stringContaining('slack-receiver.test.ts')]),
        },
      },
    ])
    await close()
  })

  it.each([
    ['an event', JSON.stringify({ type: 'event_callback', event: { type: 'app_mention' } }), 503, 0],
    ['a button', JSON.stringify({ type: 'block_actions' }), 500, 1],
  ])('says of %s that the store could not keep that it may come again: %i', async (_what, body, ...told) => {
    const { url, close, lines, receiver } = await listenWithOurs()
    receiver.init({
      processEvent: async () => {
        throw new DeskError('store_down', 'no connection')
      },
    } as unknown as App)
    const headers = {
      'content-type': 'application/json',
      ...signatureHeaders(signingSecret, body, Date.now()),
    }
    expect([(await post(url, body, headers)).status, lines.length]).toEqual(told)
    await close()
  })

  it('answers a request without a body like one that is not signed', async () => {
    const { url, close } = await listenWithOurs()
    expect(await post(url, '', {})).toMatchObject({ status: 401, text: '' })
    await close()
  })
})
