import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestModal, inputs } from './digest-modal.ts'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const emily = 'U0EMILY0003'

const startedAt = Date.parse('2026-12-01T00:00:00Z')
let now = startedAt
let slack: SlackDesk
let client: WebClient

beforeAll(async () => {
  slack = await startSlackDesk({ wallClock: () => now })
  client = connect(slack)
})
afterAll(() => slack.close())
beforeEach(async () => {
  now = startedAt
  slack.answerWith(() => ({}))
  await slack.post('/_sandbox/reset', {})
})

/** The trigger of a command of hers. */
async function trigger(): Promise<string> {
  await slack.post('/_sandbox/slack/command', { person: misaki, room, text: '/desk digest' })
  return slack.requests.at(-1)?.form.get('trigger_id') ?? ''
}

const open = async (view: object = digestModal) =>
  (await client.apiCall('views.open', { trigger_id: await trigger(), view })) as unknown as {
    readonly view: { readonly id: string; readonly hash: string }
  }

const submit = async (wish: object) =>
  (await slack.post('/_sandbox/slack/view', { person: misaki, ...wish })).json() as Promise<object>

const openViews = async () =>
  (await fetch(`${slack.sandbox.url}/_sandbox/slack/views`)).json() as Promise<object[]>

const lastPayload = () => JSON.parse(slack.requests.at(-1)?.form.get('payload') ?? '')

describe('opening a view', () => {
  it('shows it to the person whose trigger it was', async () => {
    const { view } = await open()
    expect(view).toMatchObject({ type: 'modal', callback_id: 'digest', private_metadata: room })
    expect(await openViews()).toMatchObject([
      { id: view.id, person: misaki, view: { title: { text: 'Daily digest' } } },
    ])
  })

  it('takes the trigger of a button as well', async () => {
    const label = { type: 'plain_text', text: 'Set up' }
    const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'a', text: label }] }]
    const { ts } = await client.chat.postMessage({ channel: room, text: 'x', blocks } as never)
    await slack.post('/_sandbox/slack/action', { person: emily, message: ts, actionId: 'a' })
    await client.apiCall('views.open', { trigger_id: lastPayload().trigger_id, view: digestModal })
    expect(await openViews()).toMatchObject([{ person: emily }])
  })

  it('works once with a trigger, and within three seconds', async () => {
    const used = await trigger()
    await client.apiCall('views.open', { trigger_id: used, view: digestModal })
    expect(await refusal(client.apiCall('views.open', { trigger_id: used, view: digestModal }))).toBe(
      'exchanged_trigger_id',
    )
    const late = await trigger()
    now += 3001
    expect(await refusal(client.apiCall('views.open', { trigger_id: late, view: digestModal }))).toBe(
      'expired_trigger_id',
    )
    expect(await refusal(client.apiCall('views.open', { trigger_id: '1.2.x', view: digestModal }))).toBe(
      'invalid_trigger_id',
    )
  })

  const { blocks } = digestModal
  const plain = (text: string) => ({ type: 'plain_text', text })
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ text: plain(`${index}`), value: `${index}` }))
  const withElement = (base: object, element: object) => ({
    blocks: [{ ...base, element: { ...(base as { element: object }).element, ...element } }],
  })

  it.each([
    ['a long title', { title: plain('x'.repeat(25)) }],
    ['no title', { title: undefined }],
    ['a long button', { submit: plain('x'.repeat(25)) }],
    ['inputs without a button', { submit: undefined }],
    ['a long note', { private_metadata: 'x'.repeat(3001) }],
    ['another kind of view', { type: 'home' }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['a block twice', { blocks: [blocks[1], blocks[1]] }],
    ['a block for messages', { blocks: [{ type: 'markdown', text: 'x' }] }],
    ['a long header', { blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] }],
    ['an input without a label', { blocks: [{ ...inputs.time, label: undefined }] }],
    ['a label in mrkdwn', { blocks: [{ ...inputs.time, label: { type: 'mrkdwn', text: 'x' } }] }],
    ['an input without an id', withElement(inputs.time, { action_id: undefined })],
    ['an unknown input', withElement(inputs.time, { type: 'clock' })],
    ['no time', withElement(inputs.time, { initial_time: '9:00' })],
    ['a number that is none', withElement(inputs.days, { initial_value: 30 })],
    ['a number of unknown kind', withElement(inputs.days, { is_decimal_allowed: undefined })],
    ['no options', withElement(inputs.language, { options: [] })],
    ['101 options', withElement(inputs.language, { options: options(101), initial_option: undefined })],
    ['a choice that is not there', withElement(inputs.language, { initial_option: options(1)[0] })],
    ['eleven boxes', withElement(inputs.week, { options: options(11) })],
    ['boxes ticked with nothing', withElement(inputs.week, { initial_options: [] })],
    ['a text that is too long', withElement(inputs.text, { initial_value: 'x'.repeat(21) })],
    ['a long placeholder', withElement(inputs.text, { placeholder: plain('x'.repeat(151)) })],
    [
      'two in focus',
      {
        blocks: [inputs.time, inputs.zone].map((block) => ({
          ...block,
          element: { ...block.element, focus_on_load: true },
        })),
      },
    ],
  ])('refuses %s', async (_name, change) => {
    expect(await refusal(open({ ...digestModal, ...change }))).toBe('invalid_arguments')
    expect(await openViews()).toEqual([])
  })

  it('says where and why', async () => {
    await expect(open({ ...digestModal, title: plain('x'.repeat(25)) })).rejects.toMatchObject({
      data: {
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      },
    })
  })
})

describe('submitting a view', () => {
  it('sends what stands in it, and closes it', async () => {
    const { view } = await open()
    const values = { time: '07:30', text: 'vip', week: ['every'] }
    expect(await submit({ view: view.id, values })).toEqual({ outcome: 'acknowledged' })
    const sent = lastPayload()
    expect(sent).toMatchObject({
      type: 'view_submission',
      user: { id: misaki },
      team: { id: expect.stringMatching(/^T/) },
      api_app_id: 'A0DESKAPP00',
      trigger_id: expect.any(String),
      response_urls: [],
      view: { id: view.id, callback_id: 'digest', private_metadata: room },
    })
    expect(sent.view.state.values).toEqual({
      time: { value: { type: 'timepicker', selected_time: '07:30' } },
      zone: { value: { type: 'plain_text_input', value: 'Asia/Tokyo' } },
      days: { value: { type: 'number_input', value: '30' } },
      language: {
        value: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: '日本語' }, value: 'ja_JP' },
        },
      },
      text: { value: { type: 'plain_text_input', value: 'vip' } },
      week: {
        value: { type: 'checkboxes', selected_options: [expect.objectContaining({ value: 'every' })] },
      },
    })
    expect(await openViews()).toEqual([])
  })

  it('leaves it open with the errors that the desk finds', async () => {
    const { view } = await open()
    const errors = { zone: 'There is no such time zone.' }
    slack.answerWith(() => ({ json: { response_action: 'errors', errors } }))
    expect(await submit({ view: view.id, values: { zone: 'Mars' } })).toEqual({
      outcome: 'acknowledged',
      errors,
    })
    expect(await openViews()).toMatchObject([{ id: view.id }])
  })

  it.each([
    [{ zone: '' }, { zone: 'Please complete this required field.' }],
    [{ time: 'soon' }, { time: 'Enter a time such as 09:00.' }],
    [{ days: '1.5' }, { days: 'Enter a whole number.' }],
    [{ days: '0' }, { days: 'Enter 1 or more.' }],
    [{ days: '366' }, { days: 'Enter 365 or less.' }],
    [{ text: 'x'.repeat(21) }, { text: 'Write no more than 20 characters.' }],
    [{ language: 'tlh' }, { language: 'Choose one of the list.' }],
    [{ week: ['never'] }, { week: 'Choose from the list.' }],
  ])('does not reach the desk with %j', async (values, errors) => {
    const { view } = await open()
    const before = slack.requests.length
    expect(await submit({ view: view.id, values })).toEqual({ outcome: 'incomplete', errors })
    expect(slack.requests).toHaveLength(before)
  })

  it('changes it where the desk says so', async () => {
    const { view } = await open()
    const next = { ...digestModal, title: { type: 'plain_text', text: 'Next' }, blocks: [inputs.time] }
    slack.answerWith(() => ({ json: { response_action: 'update', view: next } }))
    expect(await submit({ view: view.id })).toEqual({ outcome: 'acknowledged' })
    expect(await openViews()).toMatchObject([{ id: view.id, view: { title: { text: 'Next' } } }])
    const [changed] = (await openViews()) as { hash: string }[]
    expect(changed?.hash).not.toBe(view.hash)
  })

  it.each([
    ['dispatch_failed', { status: 500 }],
    ['invalid_view_response', { text: 'fine' }],
    ['invalid_view_response', { json: { response_action: 'errors', errors: { none: 'x' } } }],
    ['invalid_view_response', { json: { response_action: 'errors', errors: {} } }],
    ['invalid_view_response', { json: { response_action: 'update', view: {} } }],
    ['invalid_view_response', { json: { response_action: 'dance' } }],
  ])('leaves it open where the desk answers wrongly: %s', async (outcome, answer) => {
    const { view } = await open()
    slack.answerWith(() => answer)
    expect(await submit({ view: view.id })).toEqual({ outcome })
    expect(await openViews()).toHaveLength(1)
  })

  it('is for the person before whom it stands', async () => {
    const { view } = await open()
    const before = slack.requests.length
    for (const wish of [
      { view: 'V0' },
      { view: view.id, person: emily },
      { view: view.id, values: { none: 'x' } },
    ])
      expect((await slack.post('/_sandbox/slack/view', { person: misaki, ...wish })).status).toBe(400)
    expect(slack.requests).toHaveLength(before)
  })
})

describe('closing a view', () => {
  const close = (view: string) => slack.post('/_sandbox/slack/view/close', { person: misaki, view })

  it('is told to the desk only where it asked for that', async () => {
    const { view } = await open()
    const before = slack.requests.length
    await close(view.id)
    expect(slack.requests).toHaveLength(before)

    const { view: second } = await open({ ...digestModal, notify_on_close: true })
    await close(second.id)
    expect(lastPayload()).toMatchObject({ type: 'view_closed', view: { id: second.id }, is_cleared: false })
    expect(await openViews()).toEqual([])
  })
})
