import type { ModalView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { acme, bot, desk, emily, misaki, robin, sales, useMessageSandbox, verify } from './message-sandbox.ts'
import { type DeskRequest, startSlackDesk } from './slack-desk.ts'

const sandbox = useMessageSandbox()

const { say } = sandbox

describe('a shortcut of a message', () => {
  const run = (message: string | undefined, more: object = {}) =>
    sandbox.slack.post('/_sandbox/slack/shortcut', {
      person: emily,
      message,
      callbackId: 'look_up_customer',
      ...more,
    })
  const lastPayload = () => JSON.parse(sandbox.slack.requests.at(-1)?.form.get('payload') ?? '')

  it('reaches the desk with the message', async () => {
    const parent = await say('Our customer is example.com')
    const reply = await say('10000001', { thread: parent })
    expect(await (await run(reply)).json()).toEqual({ outcome: 'acknowledged' })
    const request = sandbox.slack.requests.at(-1) as DeskRequest
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(() => verify(request, sandbox.slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '')).not.toThrow()
    const { team_id } = await sandbox.client.auth.test()
    expect(lastPayload()).toEqual({
      type: 'message_action',
      callback_id: 'look_up_customer',
      token: expect.any(String),
      api_app_id: 'A0DESKAPP00',
      response_url: expect.stringContaining(`${sandbox.slack.sandbox.url}/slack/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.\w+$/),
      message_ts: reply,
      action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      team: { id: team_id, domain: 'sunrise-partners' },
      user: { id: emily, username: 'emily.carter', name: 'emily.carter', team_id },
      channel: { id: desk, name: 'partner-desk' },
      message: {
        type: 'message',
        user: misaki,
        team: team_id,
        ts: reply,
        thread_ts: parent,
        text: '10000001',
      },
      enterprise: null,
      is_enterprise_install: false,
    })
  })

  it('works on what the bot said, and where it is not a member', async () => {
    const { ts } = await sandbox.client.chat.postMessage({ channel: desk, text: 'An answer' })
    await run(ts)
    expect(lastPayload()).toMatchObject({ message: { ts, bot_id: 'B0DESKBOT00', user: bot } })
    const unseen = await say('10000001', { room: sales })
    await run(unseen)
    expect(lastPayload()).toMatchObject({ channel: { id: sales, name: 'sales' }, message: { ts: unseen } })
  })

  it('is answered through its response_url, in the thread that the answer names', async () => {
    const parent = await say('10000001')
    await run(parent)
    const { response_url } = lastPayload()
    const answer = { text: 'The customer', thread_ts: parent }
    expect((await sandbox.slack.post(response_url, answer)).status).toBe(200)
    await sandbox.slack.post(response_url, { text: 'Now known', replace_original: true, thread_ts: parent })
    expect(await sandbox.slack.messages()).toMatchObject([
      { id: parent, payload: { text: '10000001' } },
      { ephemeral: true, person: emily, thread: parent, payload: { text: 'Now known' } },
    ])
  })

  it('opens a form with its trigger', async () => {
    await run(await say('10000001'))
    const { trigger_id } = lastPayload()
    const view: ModalView = {
      type: 'modal',
      title: { type: 'plain_text', text: 'Look up' },
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
    }
    expect(await sandbox.client.views.open({ trigger_id, view })).toMatchObject({ ok: true })
  })

  it('from another organisation carries its team', async () => {
    await run(await say('10000001', { room: acme }), { person: robin })
    expect(lastPayload()).toMatchObject({ user: { id: robin, team_id: 'T0ACMEINC00' } })
  })

  it('may fail without a word in the room', async () => {
    const ts = await say('10000001')
    sandbox.slack.answerWith(() => ({ status: 404 }))
    expect(await (await run(ts)).json()).toEqual({ outcome: 'dispatch_failed' })
    expect(await sandbox.slack.messages()).toHaveLength(1)
  })

  it('has to be there for this person', async () => {
    const message = await say('a')
    const direct = await say('a', { room: 'D0MISAKI001' })
    const { message_ts: hidden } = await sandbox.client.chat.postEphemeral({
      channel: desk,
      user: emily,
      text: 'x',
    })
    const before = sandbox.slack.requests.length
    for (const [on, more] of [
      ['1.1', {}],
      [direct, {}],
      [hidden, {}],
      [message, { person: robin }],
      [message, { person: 'U0NOBODY' }],
      [message, { callbackId: '' }],
    ] as const)
      expect((await run(on, more)).status).toBe(400)
    expect(sandbox.slack.requests).toHaveLength(before)
  })

  it('has to be registered where any are, and is listed then', async () => {
    const slackShortcuts = [{ callbackId: 'look_up_customer', name: 'Look up customer' }]
    const other = await startSlackDesk({ slackShortcuts })
    const written = await other.post('/_sandbox/slack/message', { person: misaki, room: desk, text: 'a' })
    const { id: message } = (await written.json()) as { id: string }
    const post = (callbackId: string) =>
      other.post('/_sandbox/slack/shortcut', { person: misaki, message, callbackId })
    expect((await post('look_up_customer')).status).toBe(200)
    expect((await post('another')).status).toBe(400)
    const listed = await (await fetch(`${other.sandbox.url}/_sandbox/slack`)).json()
    expect(listed).toMatchObject({ shortcuts: slackShortcuts })
    await other.close()
  })
})
