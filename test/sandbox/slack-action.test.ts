import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const emily = 'U0EMILY0003'

const label = { type: 'plain_text', text: 'Options' }
const options = { type: 'button', action_id: 'open:1', text: label, value: 'options 1', style: 'primary' }
const more = { type: 'button', action_id: 'more', text: label, value: 'more 1' }
const answer = {
  text: 'A customer',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'x' }, accessory: more },
    { type: 'actions', elements: [options] },
  ],
}

interface Payload {
  readonly type: string
  readonly actions: readonly object[]
  readonly container: object
  readonly message?: object
  readonly response_url: string
}

let slack: SlackDesk

beforeAll(async () => {
  slack = await startSlackDesk()
})
afterAll(() => slack.close())
beforeEach(() => slack.post('/_sandbox/reset', {}))

/** The one message in the record, answered to a command. */
async function ask(more: object = {}) {
  slack.answerWith(() => ({ json: { ...answer, ...more } }))
  await slack.post('/_sandbox/slack/command', { person: misaki, room, text: '/customer 1' })
  slack.answerWith(() => ({}))
  const [message] = await slack.messages()
  if (!message) throw new Error('the command was not answered')
  return message
}

const press = (wish: object) => slack.post('/_sandbox/slack/action', { person: misaki, ...wish })

function lastPayload(): Payload {
  const form = slack.requests.at(-1)?.form
  expect([...(form?.keys() ?? [])]).toEqual(['payload'])
  return JSON.parse(form?.get('payload') ?? '')
}

describe('a pressed button', () => {
  it('of an ephemeral message comes without the message', async () => {
    const { id, payload } = await ask()
    const blockId = payload.blocks?.[1]?.block_id
    const pressed = await press({ message: id, actionId: 'open:1', blockId })
    expect(await pressed.json()).toEqual({ outcome: 'acknowledged' })
    const sent = lastPayload()
    expect(sent).toMatchObject({
      type: 'block_actions',
      user: { id: misaki, username: 'misaki.sato' },
      team: { id: expect.stringMatching(/^T/), domain: 'sunrise-partners' },
      channel: { id: room, name: 'partner-desk' },
      container: { type: 'message', message_ts: id, channel_id: room, is_ephemeral: true },
      api_app_id: 'A0DESKAPP00',
      trigger_id: expect.any(String),
    })
    expect(sent.actions).toEqual([
      {
        type: 'button',
        action_id: 'open:1',
        block_id: blockId,
        value: 'options 1',
        style: 'primary',
        text: label,
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      },
    ])
    expect(sent).not.toHaveProperty('message')
  })

  it('of a message for all comes with it', async () => {
    const { id } = await ask({ response_type: 'in_channel' })
    await press({ person: emily, message: id, actionId: 'more' })
    expect(lastPayload()).toMatchObject({
      user: { id: emily },
      container: { is_ephemeral: false },
      message: { type: 'message', ts: id, text: 'A customer', blocks: [{}, { elements: [options] }] },
      actions: [{ action_id: 'more', value: 'more 1' }],
    })
  })

  it('brings a response_url for its message', async () => {
    const { id } = await ask({ response_type: 'in_channel' })
    await press({ person: emily, message: id, actionId: 'more' })
    const { response_url } = lastPayload()
    await slack.post(response_url, { text: 'for you' })
    await slack.post(response_url, { text: 'changed', replace_original: true })
    expect(await slack.messages()).toMatchObject([
      { id, ephemeral: false, payload: { text: 'changed' } },
      { ephemeral: true, person: emily, payload: { text: 'for you' } },
    ])
    await slack.post(response_url, { delete_original: true })
    expect(await slack.messages()).toHaveLength(1)
  })

  it('may fail without a word in the room', async () => {
    const { id } = await ask()
    slack.answerWith(() => ({ status: 404 }))
    const pressed = await press({ message: id, actionId: 'more' })
    expect(await pressed.json()).toEqual({ outcome: 'dispatch_failed' })
    expect(await slack.messages()).toHaveLength(1)
  })

  it('has to be there for this person', async () => {
    const { id } = await ask()
    const before = slack.requests.length
    const wishes = [
      { person: emily, message: id, actionId: 'more' },
      { message: id, actionId: 'none' },
      { message: id, actionId: 'more', blockId: 'none' },
      { message: '1.1', actionId: 'more' },
    ]
    for (const wish of wishes) expect((await press(wish)).status).toBe(400)
    expect(slack.requests).toHaveLength(before)
  })
})
