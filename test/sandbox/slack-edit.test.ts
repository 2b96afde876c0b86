import { describe, expect, it } from 'vitest'
import { bot, desk, emily, misaki, sales, useMessageSandbox } from './message-sandbox.ts'

const sandbox = useMessageSandbox()

const { edit, say, envelopes, eventOf } = sandbox

describe('an edit', () => {
  it('changes the message, and tells what it was', async () => {
    const ts = await say('Trial of 10000001?')
    sandbox.slack.requests.length = 0
    expect(await (await edit({ message: ts, text: '@partner-desk trial of 10000002?' })).json()).toEqual({
      outcome: 'acknowledged',
    })
    const text = `<@${bot}> trial of 10000002?`
    const edited = { user: misaki, ts: expect.stringMatching(/^\d+\.\d{6}$/) }
    expect(await sandbox.slack.messages()).toMatchObject([{ id: ts, payload: { text, edited } }])
    expect(sandbox.slack.requests).toHaveLength(1)
    const event = eventOf('message')
    expect(event).toEqual({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: desk,
      channel_type: 'channel',
      ts: event.event_ts,
      event_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      message: { type: 'message', user: misaki, team: expect.any(String), ts, text, edited },
      previous_message: {
        type: 'message',
        user: misaki,
        team: expect.any(String),
        ts,
        text: 'Trial of 10000001?',
      },
    })
    expect(event.ts).not.toBe(ts)
    const { messages } = await sandbox.client.conversations.history({ channel: desk })
    expect(messages).toMatchObject([{ ts, text, edited }])
  })

  it('in a thread stays there', async () => {
    const parent = await say('a')
    const reply = await say('b', { thread: parent, person: emily })
    sandbox.slack.requests.length = 0
    await edit({ person: emily, message: reply, text: 'c' })
    const place = { ts: reply, thread_ts: parent, parent_user_id: misaki }
    expect(eventOf('message')).toMatchObject({ message: place, previous_message: place })
  })

  it('that changes nothing, or that the bot cannot see, is not told of', async () => {
    const same = await say('a & b')
    const unseen = await say('a', { room: sales })
    sandbox.slack.requests.length = 0
    expect(await (await edit({ message: same, text: 'a & b' })).json()).toEqual({ outcome: 'not_sent' })
    expect(await (await edit({ message: unseen, text: 'b' })).json()).toEqual({ outcome: 'not_sent' })
    expect(await sandbox.slack.messages()).toMatchObject([
      { payload: { text: 'a &amp; b' } },
      { payload: { text: 'b' } },
    ])
    expect(sandbox.slack.requests).toEqual([])
  })

  it('is for one’s own messages', async () => {
    const ts = await say('a')
    const { ts: answer } = await sandbox.client.chat.postMessage({ channel: desk, text: 'x' })
    const wishes = [
      { person: emily, message: ts, text: 'b' },
      { message: answer, text: 'b' },
      { message: '1.1', text: 'b' },
      { message: ts, text: ' ' },
      { person: 'U0NOBODY', message: ts, text: 'b' },
    ]
    for (const wish of wishes) expect((await edit(wish)).status).toBe(400)
  })
})

describe('the desk’s answer', () => {
  const metadata = { event_type: 'partner_desk_answer', event_payload: { delivery_id: 'one' } }

  it.each([desk, 'D0MISAKI001'])(
    'hangs on the question in %s, and is found by its metadata',
    async (channel) => {
      const question = await say('@partner-desk help', { room: channel })
      sandbox.slack.requests.length = 0
      const { ts = '' } = await sandbox.client.chat.postMessage({
        channel,
        thread_ts: question,
        text: 'The answer',
        metadata,
      })
      await sandbox.client.chat.update({ channel, ts, text: 'Another answer' })
      await say('Thanks', { room: channel, thread: question })
      const read = await sandbox.client.conversations.replies({
        channel,
        ts: question,
        include_all_metadata: true,
      })
      expect(read.messages).toMatchObject([
        { ts: question, user: misaki, reply_count: 2, reply_users: [bot, misaki], reply_users_count: 2 },
        { ts, bot_id: 'B0DESKBOT00', thread_ts: question, text: 'Another answer', metadata },
        { user: misaki, thread_ts: question, text: 'Thanks' },
      ])
      // The desk heard of the thanks, and nothing of what it said itself.
      expect(envelopes().map(({ event }) => event.text)).toEqual(['Thanks'])
    },
  )

  it('may be for the asker alone, in the thread', async () => {
    const question = await say('@partner-desk help')
    await sandbox.client.chat.postEphemeral({
      channel: desk,
      user: misaki,
      text: 'For you',
      thread_ts: question,
    })
    expect(await sandbox.slack.messages()).toMatchObject([
      { id: question },
      { ephemeral: true, person: misaki, thread: question, payload: { text: 'For you' } },
    ])
  })

  it('is there although its sender lost the connection', async () => {
    const question = await say('@partner-desk help')
    const fault = { target: 'slack', operation: 'chat.postMessage', kind: 'dropAfterAccept', times: 1 }
    await sandbox.slack.post('/_sandbox/faults', fault)
    await expect(
      sandbox.client.chat.postMessage({ channel: desk, thread_ts: question, text: 'x', metadata }),
    ).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    const read = await sandbox.client.conversations.replies({
      channel: desk,
      ts: question,
      include_all_metadata: true,
    })
    expect(read.messages).toMatchObject([{ ts: question }, { text: 'x', metadata }])
  })
})
