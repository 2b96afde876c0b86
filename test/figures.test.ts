import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, startApp } from '../src/app.ts'
import { startRecordingProxy } from './helpers/recording-proxy.ts'
import { commandForm, signSlack } from './helpers/sign-slack.ts'
import { makeDataDir, type StorePlaceForTests } from './helpers/store-places.ts'
import { figureOf, readFigures } from './metrics/read-figures.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'
import { createCollectedLog } from './works/collected-log.ts'

const misaki = { slack: 'U0MISAKI001', lineworks: '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901' }
const room = 'C0DESK00001'

let place: StorePlaceForTests
let sandbox: TestSandbox
let proxy: Awaited<ReturnType<typeof startRecordingProxy>>
let app: App
const log = createCollectedLog()

beforeAll(async () => {
  place = await makeDataDir()
  sandbox = await startForTest({ customers: 5, rateLimit: 100_000, deskUrl: () => app.url })
  proxy = await startRecordingProxy(sandbox)
  const environment = {
    ...proxy.environment,
    WORKS_RATE_LIMIT: '100000',
    DATA_DIR: place.dataDir,
    HOST: '127.0.0.1',
    PORT: '0',
  }
  app = await startApp(environment, () => log)
  await app.answering.collector?.passNow()
})
afterAll(async () => {
  await app.stop()
  await proxy.close()
  await sandbox.close()
  await place.remove()
})

const figures = async () => (await fetch(`${app.url}/metrics`)).text()

/** Posts to the desk as Slack does. */
function postToDesk(form: string, headers: Record<string, string> = {}): Promise<Response> {
  const signed = signSlack(form, sandbox.environment.SLACK_SIGNING_SECRET ?? '')
  return fetch(`${app.url}/slack/events`, { method: 'POST', body: form, headers: { ...signed, ...headers } })
}

async function teamId(): Promise<string> {
  const { team } = (await (await fetch(`${sandbox.url}/_sandbox/slack`)).json()) as { team: { id: string } }
  return team.id
}

/** How often one line was logged by now. */
const countOf = (message: string) => log.lines.filter((line) => line.message === message).length

/** What follows: the line that ends it, by its words. */
async function idOfNext(message: string, doing: () => Promise<unknown>): Promise<string> {
  const before = countOf(message)
  await doing()
  await expect.poll(() => countOf(message)).toBe(before + 1)
  const line = log.lines.findLast((each) => each.message === message)
  return String(line?.fields.correlationId)
}

const sentFor = (id: string) =>
  new Set(proxy.sent.filter(({ requestId }) => requestId === id).map(({ path }) => path))
const loggedFor = (id: string) =>
  log.lines.filter(({ fields }) => fields.correlationId === id).map(({ message }) => message)

describe('one id goes with a request all the way', () => {
  it('from a slash command to LINE WORKS and Slack, and through the log', async () => {
    const who = { team_id: await teamId(), channel_id: room, user_id: misaki.slack }
    const id = await idOfNext('command answered', () => postToDesk(commandForm('/customer', '10000001', who)))
    expect([...sentFor(id)].toSorted()).toEqual(
      expect.arrayContaining(['/slack/api/users.info', '/v1.0/partners/customers/10000001']),
    )
    expect(loggedFor(id)).toEqual(expect.arrayContaining(['slack call', 'partner call', 'command answered']))
  })

  it('from a button to the address that came with it', async () => {
    const responseUrl = `${proxy.url}/slack/response/none`
    const payload = {
      type: 'block_actions',
      user: { id: misaki.slack, team_id: await teamId() },
      team: { id: await teamId(), domain: 'sunrise' },
      channel: { id: room, name: 'desk' },
      container: { type: 'message', message_ts: '1.1', is_ephemeral: true },
      response_url: responseUrl,
      trigger_id: '1.2.t',
      actions: [
        { type: 'button', action_id: 'desk:open', block_id: 'b', value: 'options 10000001', action_ts: '1' },
      ],
    }
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    const id = await idOfNext('button answered', () => postToDesk(form))
    expect([...sentFor(id)]).toEqual(
      expect.arrayContaining(['/slack/response/none', '/v1.0/partners/customers/10000001/option-products']),
    )
  })

  it('from a mention to the thread of its answer', async () => {
    const id = await idOfNext('message answered', () =>
      sandbox.control('slack/message', {
        person: misaki.slack,
        room,
        text: '@partner_desk subscriptions 10000002',
      }),
    )
    expect([...sentFor(id)]).toEqual(
      expect.arrayContaining([
        '/slack/api/chat.postMessage',
        '/v1.0/partners/customers/10000002/subscriptions',
      ]),
    )
    expect(loggedFor(id)).toEqual(
      expect.arrayContaining(['message received', 'partner call', 'slack call', 'message answered']),
    )
  })

  it('from a message in LINE WORKS to the bot’s', async () => {
    const id = await idOfNext('command answered', () =>
      sandbox.control('lineworks/message', {
        person: misaki.lineworks,
        room: misaki.lineworks,
        text: 'scheduled 10000003',
      }),
    )
    expect([...sentFor(id)]).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/v1\.0\/users\//),
        expect.stringMatching(/^\/v1\.0\/bots\/\d+\/users\/[^/]+\/messages$/),
      ]),
    )
    expect(loggedFor(id)).toEqual(
      expect.arrayContaining([
        'callback received',
        'users call',
        'partner call',
        'bot call',
        'command answered',
      ]),
    )
  })
})

describe('the figures of a desk', () => {
  it('count what was asked on both platforms, and what that took', async () => {
    const text = await figures()
    const answers = 'partner_desk_answers_total'
    const answer = { outcome: 'answer' }
    expect(figureOf(text, answers, { platform: 'slack', command: 'customer', ...answer })).toBe(1)
    expect(figureOf(text, answers, { platform: 'slack', command: 'options', ...answer })).toBe(1)
    expect(figureOf(text, answers, { platform: 'lineworks', command: 'scheduled', ...answer })).toBe(1)
    const replies = 'partner_desk_reply_seconds_count'
    for (const way of ['command', 'message']) {
      expect(figureOf(text, replies, { platform: 'slack', way, ...answer })).toBe(1)
    }
    // The address of the button was nobody's.
    expect(figureOf(text, replies, { platform: 'slack', way: 'button', outcome: 'failed' })).toBe(1)
    expect(figureOf(text, replies, { platform: 'lineworks', way: 'message', ...answer })).toBe(1)
    const calls = 'partner_desk_api_call_seconds_count'
    for (const [api, operation, outcome] of [
      ['sign-in', 'token', '200'],
      ['partner', 'options', '200'],
      ['bot', 'bot.users.messages', '201'],
      ['users', 'users.get', '200'],
      ['slack', 'chat.postMessage', 'ok'],
      ['slack', 'response_url', '404'],
    ] as const) {
      expect(figureOf(text, calls, { api, operation, outcome }), operation).toBeGreaterThan(0)
    }
    expect(figureOf(text, 'partner_desk_api_limit', { operation: 'customer' })).toBe(100_000)
    expect(figureOf(text, 'partner_desk_api_limit_remaining', { operation: 'customer' })).toBeLessThan(
      100_000,
    )
    const waits = { purpose: 'collecting', result: 'given' }
    expect(figureOf(text, 'partner_desk_budget_wait_seconds_count', waits)).toBeGreaterThan(0)
    const requests = 'partner_desk_http_request_seconds_count'
    expect(figureOf(text, requests, { route: '/slack/events', status: '200' })).toBeGreaterThan(2)
    expect(figureOf(text, requests, { route: '/lineworks/callback', status: '200' })).toBeGreaterThan(0)
  })

  it('say how the copy and the store fare', async () => {
    const text = await figures()
    expect(figureOf(text, 'partner_desk_store_up')).toBe(1)
    const copies = await app.answering.directory?.copies()
    expect(figureOf(text, 'partner_desk_copy_customers')).toBe(copies?.length)
    expect(figureOf(text, 'partner_desk_copy_failed_customers')).toBe(0)
    expect(figureOf(text, 'partner_desk_copy_last_pass_age_seconds')).toBeLessThan(600)
    expect(figureOf(text, 'partner_desk_ended_answers', { platform: 'slack', outcome: 'answered' })).toBe(1)
  })

  it('count what is refused, by the reason', async () => {
    const form = commandForm('/customer', '10000001')
    const secret = sandbox.environment.SLACK_SIGNING_SECRET ?? ''
    const post = (headers: Record<string, string>, body = form) =>
      fetch(`${app.url}/slack/events`, { method: 'POST', body, headers })
    expect((await post({})).status).toBe(401)
    expect((await post(signSlack(form, 'another secret'))).status).toBe(401)
    expect((await post(signSlack(form, secret, Date.now() - 301_000))).status).toBe(401)
    expect((await post({}, 'x'.repeat(600_000))).status).toBe(413)
    const callback = await fetch(`${app.url}/lineworks/callback`, { method: 'POST', body: '{}' })
    expect(callback.status).toBe(401)
    const text = await figures()
    const refused = (route: string, reason: string) =>
      figureOf(text, 'partner_desk_refused_total', { route, reason })
    expect(refused('/slack/events', 'no timestamp')).toBe(1)
    expect(refused('/slack/events', 'signature does not match')).toBe(1)
    expect(refused('/slack/events', 'timestamp too old')).toBe(1)
    expect(refused('/slack/events', 'too large')).toBe(1)
    expect(refused('/lineworks/callback', 'no bot id')).toBe(1)
  })

  it('count the errors that people were told, and the tries behind them', async () => {
    await sandbox.control('faults', { target: 'partner', kind: 'status', status: 503 })
    const who = { team_id: await teamId(), channel_id: room, user_id: misaki.slack }
    await idOfNext('command answered', () => postToDesk(commandForm('/customer', '19999999', who)))
    await sandbox.control('faults', {})
    const text = await figures()
    const told = { platform: 'slack', command: 'customer', outcome: 'partner_down' }
    expect(figureOf(text, 'partner_desk_answers_total', told)).toBe(1)
    const call = { api: 'partner', operation: 'customer' }
    expect(
      figureOf(text, 'partner_desk_api_call_seconds_count', { ...call, outcome: '503' }),
    ).toBeGreaterThan(2)
    expect(figureOf(text, 'partner_desk_api_retries_total', call)).toBeGreaterThan(1)
  })

  it('tell of nobody and of no customer, and know no command by a name that somebody made up', async () => {
    const who = { team_id: await teamId(), channel_id: room, user_id: misaki.slack }
    await idOfNext('command answered', () =>
      postToDesk(commandForm('/desk', 'made-up-command 10000001', who)),
    )
    const text = await figures()
    expect(
      figureOf(text, 'partner_desk_answers_total', {
        platform: 'slack',
        command: 'unknown',
        outcome: 'usage',
      }),
    ).toBe(1)
    const written = readFigures(text).flatMap(({ labels }) => Object.values(labels))
    const secrets = [misaki.slack, misaki.lineworks, room, await teamId(), '10000001', '19999999', 'made-up']
    for (const secret of secrets) expect(written.filter((value) => value.includes(secret))).toEqual([])
    // Words of a few lists, and numbers of buckets and versions: nothing that could be anybody's.
    for (const value of written) expect(value).toMatch(/^[\w ./+-]{1,40}$/)
  })
})
