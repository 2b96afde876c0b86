import { verifySlackRequest } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskRequest, type SlackDesk, startSlackDesk } from './slack-desk.ts'

const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const wallMs = Date.UTC(2026, 10, 21, 3, 4, 5)

let slack: SlackDesk

beforeAll(async () => {
  const slashCommands = ['customer', 'options', 'desk']
  slack = await startSlackDesk({ wallClock: () => wallMs, slashCommands })
})
afterAll(() => slack.close())
beforeEach(async () => {
  await slack.post('/_sandbox/reset', {})
  slack.requests.length = 0
  slack.answerWith(() => ({}))
})

async function type(text: string, person = misaki, where = room): Promise<unknown> {
  return (await slack.post('/_sandbox/slack/command', { person, room: where, text })).json()
}

describe('a typed command', () => {
  it('reaches the desk as Slack would send it', async () => {
    expect(await type('/customer  10000001 ')).toEqual({ outcome: 'acknowledged' })
    const [request] = slack.requests
    expect(request?.url).toBe('/slack/events')
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(request?.form ?? [])).toEqual({
      token: expect.any(String),
      team_id: expect.stringMatching(/^T/),
      team_domain: 'sunrise-partners',
      channel_id: room,
      channel_name: 'partner-desk',
      user_id: misaki,
      user_name: 'misaki.sato',
      command: '/customer',
      text: '10000001',
      api_app_id: 'A0DESKAPP00',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${slack.sandbox.url}/slack/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.\w+$/),
    })
  })

  it('is signed with the wall clock, also when the business clock was moved', async () => {
    await slack.post('/_sandbox/clock', { advance: 'P13D' })
    await type('/customer 株式会社')
    const [request] = slack.requests
    expect(Number(request?.headers['x-slack-request-timestamp'])).toBe(wallMs / 1000)
    expect(() => verify(request, slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '')).not.toThrow()
    expect(() => verify(request, 'another secret')).toThrow(/signature/i)
  })

  it('shows the acknowledgement to the person alone', async () => {
    await slack.post('/_sandbox/clock', { advance: 'P13D' })
    slack.answerWith(() => ({ json: { text: 'Hello', blocks: [{ type: 'divider' }] } }))
    await type('/customer 10000001')
    expect(await slack.messages()).toEqual([
      {
        id: expect.stringMatching(/^\d+\.\d{6}$/),
        platform: 'slack',
        workspace: expect.stringMatching(/^T/),
        room,
        person: misaki,
        author: 'bot',
        ephemeral: true,
        at: '2026-12-04T03:04:05.000Z',
        payload: { text: 'Hello', blocks: [{ type: 'divider', block_id: expect.any(String) }] },
      },
    ])
  })

  it('shows it to the room where it says so, and takes plain text', async () => {
    slack.answerWith(() => ({ json: { response_type: 'in_channel', text: 'All' } }))
    await type('/customer 1')
    slack.answerWith(() => ({ text: 'Plain' }))
    await type('/customer 2')
    const [all, plain] = await slack.messages()
    expect(all).toMatchObject({ ephemeral: false, payload: { text: 'All' } })
    expect(all).not.toHaveProperty('person')
    expect(plain).toMatchObject({ ephemeral: true, payload: { text: 'Plain' } })
  })

  it('shows nothing for an empty acknowledgement', async () => {
    await type('/customer 1')
    slack.answerWith(() => ({ json: { response_type: 'in_channel' } }))
    await type('/customer 1')
    expect(await slack.messages()).toEqual([])
  })

  it.each([
    ['dispatch_failed', { status: 500, text: 'oops' }],
    ['dispatch_failed', { status: 302 }],
    ['invalid_command_response', { json: [1] }],
    ['invalid_command_response', { json: { text: 'x', blocks: [{ type: 'section' }] } }],
  ])('is answered by Slackbot with %s for %j', async (outcome, answer) => {
    slack.answerWith(() => answer)
    expect(await type('/customer 1')).toEqual({ outcome })
    expect(await slack.messages()).toMatchObject([
      {
        author: 'USLACKBOT',
        person: misaki,
        ephemeral: true,
        payload: { text: `/customer failed with the error "${outcome}"` },
      },
    ])
  })

  it.each(['/nosuch 1', '/', '/ customer 1'])(
    'that is not registered, %s, never reaches the desk',
    async (line) => {
      expect(await type(line)).toEqual({ outcome: 'unknown_command' })
      const [command] = line.split(' ')
      expect(await slack.messages()).toMatchObject([
        {
          author: 'USLACKBOT',
          person: misaki,
          ephemeral: true,
          payload: { text: `${command} is not a valid command.` },
        },
      ])
      expect(slack.requests).toEqual([])
    },
  )

  it('of any name is sent where no names are registered', async () => {
    const open = await startSlackDesk()
    const wish = { person: misaki, room, text: '/nosuch 1' }
    expect(await (await open.post('/_sandbox/slack/command', wish)).json()).toEqual({
      outcome: 'acknowledged',
    })
    await open.close()
  })

  it('is given up after three seconds', async () => {
    slack.answerWith(() => undefined)
    const startedAt = performance.now()
    expect(await type('/options 1')).toEqual({ outcome: 'operation_timeout' })
    expect(performance.now() - startedAt).toBeGreaterThan(2900)
    expect(await slack.messages()).toMatchObject([
      { payload: { text: '/options failed with the error "operation_timeout"' } },
    ])
  })
})

describe('what cannot be typed', () => {
  it.each([
    ['a line that is no command', { person: misaki, room, text: 'hello' }],
    ['an unknown person', { person: 'U0NOBODY', room, text: '/desk' }],
    ['the bot', { person: 'U0DESKBOT00', room, text: '/desk' }],
    ['an unknown room', { person: misaki, room: 'C0NOWHERE', text: '/desk' }],
    ["another person's direct messages", { person: misaki, room: 'D0EMILY0003', text: '/desk' }],
    ['nothing', {}],
  ])('%s', async (_name, wish) => {
    expect((await slack.post('/_sandbox/slack/command', wish)).status).toBe(400)
    expect(slack.requests).toEqual([])
  })

  it('anything but JSON', async () => {
    const url = `${slack.sandbox.url}/_sandbox/slack/command`
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ person: misaki, room, text: '/x' }),
    })
    expect(answer.status).toBe(415)
  })
})

it('lists people and rooms', async () => {
  const listed = (await (await fetch(`${slack.sandbox.url}/_sandbox/slack`)).json()) as {
    people: { kind: string; locale: string }[]
    rooms: { name: string }[]
  }
  expect(listed.people.filter(({ kind }) => kind === 'member').map(({ locale }) => locale)).toEqual([
    ...['ja-JP', 'ko-KR', 'en-US', 'zh-TW', 'zh-CN'],
  ])
  expect(listed.rooms.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['partner-desk', 'sales', 'shared-with-acme', 'directmessage']),
  )
})

function verify(request: DeskRequest | undefined, signingSecret: string): void {
  verifySlackRequest({
    signingSecret,
    body: request?.body ?? '',
    headers: {
      'x-slack-signature': String(request?.headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(request?.headers['x-slack-request-timestamp']),
    },
    nowMilliseconds: wallMs,
  })
}
