import { describe, expect, it } from 'vitest'
import type { SlackOptions } from '../../src/slack/app.ts'
import { writeOrigin } from '../../src/slack/digest-form/form-origin.ts'
import { formId } from '../../src/slack/digest-form/form-view.ts'
import { type Question, writeQuestion } from '../../src/slack/late/question.ts'
import { closeAfterEach } from '../helpers/close-after-each.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { postSigned } from '../helpers/signed-request.ts'
import { change, direct, mention, message, startEventsDesk } from './events-desk.ts'
import { secret, startSlackDesk } from './slack-desk.ts'

type Desk = Awaited<ReturnType<typeof startSlackDesk>>

const store = useInboxStore()
const atEnd = closeAfterEach()

const where = { platform: 'slack', workspace: 'T1', person: 'U1' }
const refusal = 'access.notAllowed [ja]'

/** A desk that somebody else may ask. */
async function start(given: Partial<SlackOptions> = {}) {
  const said: unknown[] = []
  const converse = async (what: unknown) => void said.push(what)
  const desk = await startSlackDesk({ inbox: store.inbox(), allowedPeople: ['U9'], converse, ...given })
  atEnd(desk.close)
  return { ...desk, said }
}

async function startEvents(given: Partial<SlackOptions> = {}) {
  const desk = await startEventsDesk({ inbox: store.inbox(), allowedPeople: ['U9'], ...given })
  atEnd(desk.close)
  return desk
}

const shortcut = (desk: Desk) =>
  postSigned(
    desk.url,
    secret,
    {
      payload: JSON.stringify({
        type: 'message_action',
        callback_id: 'look_up_customer',
        action_ts: '1.1',
        trigger_id: '1.2.t',
        user: { id: 'U1', team_id: 'T1' },
        team: { id: 'T1', domain: 'example' },
        channel: { id: 'C1', name: 'support' },
        message: { type: 'message', user: 'U2', ts: '1700000001.000100', text: 'customer 1' },
        response_url: desk.slackApi.responseUrl,
      }),
    },
    Date.now(),
  )

/** Fills in the form for a digest that was opened before. */
const form = (desk: Desk) => {
  const input = (state: object) => ({ input: state })
  const values = {
    at: input({ type: 'timepicker', selected_time: '09:00' }),
    zone: input({ type: 'plain_text_input', value: 'Asia/Tokyo' }),
    days: input({ type: 'number_input', value: '30' }),
    locale: input({ type: 'static_select', selected_option: { value: 'ja' } }),
    contains: input({ type: 'plain_text_input', value: null }),
    everyDay: input({ type: 'checkboxes', selected_options: [] }),
  }
  const origin = { room: 'C1', responseUrl: desk.slackApi.responseUrl, pressedAt: Date.now() }
  return desk.submit({ callback_id: formId, private_metadata: writeOrigin(origin), state: { values } })
}

describe('who is not listed gets no answer', () => {
  it.each(['customer', 'desk', 'expiring'])('to /%s', async (name) => {
    const desk = await start({ commands: ['customer', 'expiring'] })
    const { text } = await desk.command(`/${name}`, 'contact 1')
    expect(text).toContain(refusal)
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toMatchObject([{ ...where, text: expect.stringContaining('contact 1') }])
  })

  it.each([
    ['open', 'desk:open:0', 'options 1'],
    ['show a contact', 'desk:open:1', 'contact 1'],
    ['refresh', 'desk:refresh', 'options 1'],
    ['share', 'desk:share', 'options 1'],
    ['set up a digest', 'desk:open:0', 'digest daily 09:00'],
    ['open the form of a digest', 'desk:open:0', 'digest form'],
    ['take something on', 'desk:open:0', 'claim 1'],
  ])('to a button that would %s', async (_what, actionId, line) => {
    const desk = await start()
    await desk.press(actionId, line)
    const { blocks: _blocks, ...reply } = await desk.slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(reply.text).toContain(refusal)
    expect(desk.calls).toEqual([])
    expect(desk.slackApi.views.opened).toEqual([])
    expect(desk.refusals).toMatchObject([{ ...where, text: line }])
    expect(desk.slackApi.calls.filter((call) => call.startsWith('conversations.'))).toEqual([])
  })

  it('to the shortcut of a message', async () => {
    const desk = await start()
    await shortcut(desk)
    expect((await desk.slackApi.reply()).text).toContain(refusal)
    expect(desk.said).toEqual([])
    expect(desk.refusals).toMatchObject([{ ...where, text: 'customer 1' }])
  })

  it('to the form of a digest, should it be open', async () => {
    const desk = await start()
    await form(desk)
    expect((await desk.slackApi.reply()).text).toContain(refusal)
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toMatchObject([{ ...where, text: expect.stringMatching(/^digest daily 09:00/) }])
  })

  it.each<Partial<Question>>([
    { kind: 'command', command: 'customer 1' },
    { kind: 'share', command: 'options 1' },
    { kind: 'look-up', command: 'customer 1' },
  ])('from another process that left it unanswered: $kind', async (question) => {
    const desk = await start()
    const payload = writeQuestion({
      kind: 'command',
      asker: { person: 'U1', team: 'T1', enterprise: null },
      room: 'C1',
      command: '',
      page: 1,
      correlationId: 'abc',
      askedAt: Date.now(),
      responseUrl: desk.slackApi.responseUrl,
      uses: 0,
      takesPlace: false,
      isHintThere: false,
      ...question,
    })
    await store.inbox().take({ platform: 'slack', key: crypto.randomUUID(), payload }, -1)
    await desk.slack.start()
    await desk.slack.settled(5_000)
    expect(JSON.stringify(desk.slackApi.replies)).toContain(refusal)
    expect([desk.calls, desk.said]).toEqual([[], []])
    expect(desk.refusals).toMatchObject([{ ...where, text: question.command }])
  })

  it.each([
    ['a mention', mention('customer 1')],
    ['a mention in a thread', mention('customer 1', { thread_ts: '1789999999.000100' })],
    ['thanks with a mention', mention('thank you')],
  ])('to %s, and the room hears nothing of it', async (_what, body) => {
    const desk = await startEvents()
    await desk.hear(body)
    expect(desk.workspace.alone()).toMatchObject([{ user: 'U1', text: expect.stringContaining(refusal) }])
    expect(desk.workspace.written).toEqual([])
    expect(desk.said).toEqual([])
    expect(desk.refusals).toMatchObject([where])
  })

  it('to a message to the bot alone', async () => {
    const desk = await startEvents()
    await desk.hear(direct('customer 1'))
    expect(desk.titles()).toEqual([expect.stringContaining(refusal)])
    expect(desk.said).toEqual([])
    expect(desk.refusals).toMatchObject([{ ...where, text: 'customer 1' }])
  })

  it('nor a word in a support channel that was not said to the bot', async () => {
    const desk = await startEvents({ hears: async () => true })
    await desk.hear(message('when does the trial of 10000001 end?', { channel: 'CSUPPORT' }))
    expect(desk.heard).toHaveLength(1)
    expect([desk.workspace.written, desk.workspace.alone(), desk.said]).toEqual([[], [], []])
  })

  it('to a message that was changed', async () => {
    const desk = await startEvents({ allowedPeople: ['U1'] })
    await desk.hear(mention('customer 1'))
    const beside = await startEventsDesk({ inbox: store.inbox(), allowedPeople: ['U9'] }, desk.workspace)
    atEnd(beside.close)
    await beside.hear(change({ before: '<@UBOT> customer 1', after: '<@UBOT> customer 2' }))
    expect(desk.titles()).toHaveLength(1)
    expect(desk.titles()).toEqual([expect.stringContaining('Said: customer 1')])
    expect(beside.said).toEqual([])
  })
})
