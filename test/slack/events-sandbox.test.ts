import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oneInstall } from '../../src/slack/installs/installs.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'
import { repeat } from './events-desk.ts'
import { startSlackDesk } from './slack-desk.ts'

const misaki = 'U0MISAKI001'
const room = 'C0DESK00001'
const support = 'C0HELP00004'
const shared = 'C0ACME00003'

const store = useInboxStore()
let sandbox: TestSandbox
let desk: Awaited<ReturnType<typeof startSlackDesk>>

beforeAll(async () => {
  sandbox = await startForTest({ deskUrl: () => desk.url.replace(/\/slack\/events$/, '') })
  const { SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = sandbox.environment
  desk = await startSlackDesk({
    signingSecret: SLACK_SIGNING_SECRET,
    installs: oneInstall(SLACK_BOT_TOKEN),
    apiUrl: `${SLACK_API_URL.replace(/\/$/, '')}/`,
    inbox: store.inbox(),
    supportChannels: [support],
    wait: async () => {},
    converse: repeat,
    hears: async ({ call }) => call.text.endsWith('?'),
  })
})
afterEach(async () => {
  await control('faults', {})
  await control('reset', {})
})
afterAll(async () => {
  await desk.close()
  await sandbox.close()
})

async function control(route: string, body: object): Promise<unknown> {
  const reply = await sandbox.control(route, body)
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

async function write(text: string, more: object = {}): Promise<string> {
  const said = { person: misaki, room, text, ...more }
  const { id, outcome } = (await control('slack/message', said)) as { id: string; outcome: string }
  expect(outcome).toBe('acknowledged')
  await desk.slack.settled(10_000)
  return id
}

/** What the bot has posted by now. */
async function answers() {
  const reply = await fetch(`${sandbox.url}/_sandbox/messages`)
  const messages = (await reply.json()) as {
    room: string
    thread?: string
    person?: string
    author?: string
    payload: { text: string }
  }[]
  return messages.filter(({ payload }) => payload.text.startsWith('Said: '))
}

describe('a message in Slack', () => {
  it('that calls the bot by name is answered once, in its thread', async () => {
    const id = await write('@Partner Desk plan of 10000001?')
    expect(await answers()).toMatchObject([
      { room, thread: id, payload: { text: expect.stringContaining('plan of 10000001? (room)') } },
    ])
  })

  it('to the bot alone is answered in its thread', async () => {
    const id = await write('plan of 10000001?', { room: misaki.replace('U', 'D') })
    expect(await answers()).toMatchObject([{ thread: id }])
  })

  it('in a support channel is answered where it asks', async () => {
    await write('good morning', { room: support })
    const id = await write('plan of 10000001?', { room: support })
    expect(await answers()).toMatchObject([{ room: support, thread: id }])
  })

  it('in a channel that others read is answered to who wrote it alone', async () => {
    await write('@Partner Desk plan of 10000001?', { room: shared })
    expect(await answers()).toMatchObject([{ room: shared, person: misaki }])
  })

  it('is answered once where the answer to its answer is lost', async () => {
    const fault = { target: 'slack', operation: 'chat.postMessage', kind: 'dropAfterAccept', times: 1 }
    await control('faults', fault)
    await write('@Partner Desk plan of 10000001?')
    expect(await answers()).toHaveLength(1)
  })

  it('that is changed has its answer changed', async () => {
    const id = await write('@Partner Desk paln of 10000001?')
    const text = '@Partner Desk plan of 10000001?'
    expect(await control('slack/edit', { person: misaki, message: id, text })).toEqual({
      outcome: 'acknowledged',
    })
    await desk.slack.settled(10_000)
    expect(await answers()).toMatchObject([
      { thread: id, payload: { text: expect.stringContaining('Said: plan of') } },
    ])
  })
})
