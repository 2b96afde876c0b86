import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { type Question, writeQuestion } from '../../src/slack/late/question.ts'
import { gate } from '../helpers/gate.ts'
import { stalled } from '../helpers/troubled-inbox.ts'
import { holdInbox } from './held-inbox.ts'
import { logged, member, ownRoom } from './slack-desk.ts'
import { startStranger } from './stand-in.ts'
import { takeOver } from './take-over.ts'
import { useSlackDesks } from './use-slack-desks.ts'

const { store, start, startBeside, startStalled } = useSlackDesks()

const title = (reply: object) => /"text":"(Asked[^"]*) \[/.exec(JSON.stringify(reply))?.[1]

/** Leaves a question in the store, as a process would that is no more. */
async function leave(question: Partial<Question>, lease = -1): Promise<void> {
  const payload = writeQuestion({
    kind: 'command',
    asker: { person: 'U1', team: 'T1', enterprise: null },
    room: 'C1',
    command: 'customer 1',
    page: 1,
    correlationId: 'abc',
    askedAt: Date.now(),
    responseUrl: 'https://hooks.slack.com/commands/T1/1/secret',
    uses: 0,
    takesPlace: true,
    isHintThere: true,
    ...question,
  })
  await store.inbox().take({ platform: 'slack', key: crypto.randomUUID(), payload }, lease)
}

describe('a command that a process has left', () => {
  it('is answered by another in the place of the line, under the same correlation id, and then forgotten', async () => {
    const first = await startStalled()
    expect((await first.command('/customer', '1')).text).toContain('slack.working')
    const second = await startBeside(first)
    await takeOver(second)
    expect(second.calls).toMatchObject([
      { call: { text: 'customer 1', room: 'C1', correlationId: first.calls[0]?.call.correlationId } },
    ])
    const [reply, ...others] = first.slackApi.replies
    expect(reply?.body).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(title(reply?.body ?? {})).toBe('Asked: customer 1')
    expect(others).toEqual([])
    expect(await store.rows()).toMatchObject([{ platform: 'slack', outcome: 'answered', payload: '' }])
  })

  it('is not answered by the first as well, should that come back', async () => {
    const first = await startStalled()
    await first.command('/customer', '1')
    await takeOver(await startBeside(first))
    first.wake()
    expect(await first.slack.settled(5_000)).toBe(true)
    expect(first.slackApi.replies).toHaveLength(1)
    expect(logged(first, 'command answered')).toEqual([])
  })

  it('is answered once where several come after it', async () => {
    const first = await startStalled()
    for (const text of ['1', '2', '3']) await first.command('/customer', text)
    const others = [await startBeside(first), await startBeside(first)]
    await Promise.all(others.map(takeOver))
    const asked = others.flatMap(({ calls }) => calls.map(({ call }) => call.text))
    expect(asked.sort()).toEqual(['customer 1', 'customer 2', 'customer 3'])
    expect(first.slackApi.replies).toHaveLength(3)
  })

  it('comes again in its own place where it was sent and that was not kept', async () => {
    const first = await startStalled({ inbox: { ...stalled(store.inbox()), settle: async () => {} } })
    await first.command('/customer', '1')
    first.wake()
    await first.slack.settled(5_000)
    expect(JSON.parse((await store.rows())[0]?.payload ?? '{}')).toMatchObject({ uses: 1 })
    await takeOver(await startBeside(first))
    expect(first.slackApi.replies.map(({ body }) => body.replace_original)).toEqual([true, true])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is refused to somebody who is no member any more', async () => {
    const first = await startStalled()
    await first.command('/customer', '1')
    first.slackApi.users.set('U1', { ...member, is_restricted: true })
    const second = await startBeside(first)
    await takeOver(second)
    expect(second.calls).toEqual([])
    expect(JSON.stringify(first.slackApi.replies)).toContain('access.notMember [ja]')
  })
})

describe('what a process has left', () => {
  it.each([
    [30 * 60_000, 1, 'answered'],
    [30 * 60_000 + 1, 0, 'failed'],
  ])('is, %i ms later, answered %i times', async (age, times, outcome) => {
    const now = Date.now()
    const desk = await start({ wallClock: () => now })
    await leave({ responseUrl: desk.slackApi.responseUrl, askedAt: now - age })
    await takeOver(desk)
    expect(desk.slackApi.replies).toHaveLength(times)
    expect(await store.rows()).toMatchObject([{ outcome, payload: '' }])
    expect(logged(desk, 'question that was left is not answered')).toHaveLength(1 - times)
  })

  it('is answered only at an address of Slack’s', async () => {
    const stranger = await startStranger()
    const desk = await start()
    await leave({ responseUrl: stranger.url })
    await takeOver(desk)
    expect(stranger.visits()).toBe(0)
    expect(await store.outcomes()).toEqual(['failed'])
    await stranger.close()
  })

  it('uses its address five times at most, whoever did', async () => {
    const desk = await start()
    await leave({ responseUrl: desk.slackApi.responseUrl, uses: 4 })
    desk.slackApi.refusals.push({ status: 503, body: '' }, { status: 503, body: '' })
    await takeOver(desk)
    expect(desk.slackApi.replies).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['uncertain'])
  })

  it('by a version that wrote it otherwise is settled, not tried for ever', async () => {
    for (const [key, payload] of [
      ['a', '{"kind":"command"}'],
      ['b', 'something'],
    ] as const) {
      await store.inbox().take({ platform: 'slack', key, payload }, -1)
    }
    await takeOver(await start())
    expect(await store.outcomes()).toEqual(['failed', 'failed'])
  })
})

describe('a button whose process has gone', () => {
  it.each([
    ['in the place of the message', 'desk:open:0', true, { replace_original: true }, 'Asked: options 1'],
    ['below what a room reads', 'desk:open:0', false, { replace_original: false }, 'Asked: options 1'],
    ['past the cache', 'desk:refresh', true, { replace_original: true }, 'Asked: options 1 (fresh)'],
  ])('is answered by another %s', async (_how, button, isEphemeral, reply, words) => {
    const first = await startStalled({ waitMs: 60_000 })
    await first.press(button, 'options 1', isEphemeral)
    await takeOver(await startBeside(first))
    const [sent] = first.slackApi.replies
    expect(sent?.body).toMatchObject({ response_type: 'ephemeral', ...reply })
    expect(title(sent?.body ?? {})).toBe(words)
  })

  it('puts a failure where it was said that it takes longer, and nowhere else', async () => {
    for (const isHintThere of [true, false]) {
      const desk = await start({ answer: () => Promise.reject(new Error('broken')) })
      await leave({ kind: 'open', responseUrl: desk.slackApi.responseUrl, isHintThere })
      await takeOver(desk)
      expect(desk.slackApi.replies[0]?.body.replace_original).toBe(isHintThere)
    }
  })

  it('leaves behind how often its address was used, and that it was said that it takes longer', async () => {
    const first = await startStalled()
    await first.press('desk:open:0', 'options 1')
    await first.slackApi.reply(1)
    await expect
      .poll(async () => JSON.parse((await store.rows())[0]?.payload ?? '{}'))
      .toMatchObject({ uses: 1, isHintThere: true })
  })

  it('is kept before it is acknowledged', async () => {
    const held = holdInbox(store.inbox())
    const desk = await start({ inbox: held.inbox })
    let isAcknowledged = false
    const pressing = desk.press('desk:open:0', 'options 1').then(() => {
      isAcknowledged = true
    })
    await held.isAsked()
    // Long enough for an acknowledgement that does not wait.
    await desk.command('/customer', '1')
    expect(isAcknowledged).toBe(false)
    held.letGo()
    await pressing
  })
})

describe('a share whose process has gone', () => {
  it('before it was sent is sent by another', async () => {
    const first = await startStalled()
    await first.press('desk:share', 'options 1')
    await takeOver(await startBeside(first))
    expect(first.slackApi.replies.map(({ body }) => body.response_type)).toContain('in_channel')
    first.wake()
    await first.slack.settled(5_000)
    const shared = first.slackApi.replies.filter(({ body }) => body.response_type === 'in_channel')
    expect(shared).toHaveLength(1)
  })

  it('while it was being sent is never sent again, settled as uncertain and told in the log', async () => {
    const { opened, open } = gate()
    const inbox = stalled(store.inbox())
    const marked = gate()
    const sending: Inbox['sending'] = async (id) => {
      await inbox.sending(id)
      marked.open()
      await opened
      return false
    }
    const first = await start({ inbox: { ...inbox, sending }, storeMs: 60_000 })
    await first.press('desk:share', 'options 1')
    await marked.opened
    const second = await startBeside(first)
    await takeOver(second)
    expect(first.slackApi.replies).toEqual([])
    expect(await store.outcomes()).toEqual(['uncertain'])
    expect(logged(second, 'not known whether an answer has arrived; not repeated')).toHaveLength(1)
    open()
  })

  it('is not sent where the room was opened to others meanwhile', async () => {
    const desk = await start()
    desk.slackApi.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
    await leave({ kind: 'share', responseUrl: desk.slackApi.responseUrl, takesPlace: false })
    await takeOver(desk)
    expect(desk.slackApi.replies.map(({ body }) => body)).toEqual([
      { response_type: 'ephemeral', replace_original: false, text: 'slack.shareExternal [ja]' },
    ])
    expect(desk.calls).toEqual([])
  })

  it('is not sent by who has just shared the same', async () => {
    const desk = await start()
    await desk.press('desk:share', 'options 1')
    await desk.slack.settled(5_000)
    const { responseUrl } = desk.slackApi
    await leave({ kind: 'share', command: 'options 1', message: '1.1', responseUrl, takesPlace: false })
    await takeOver(desk)
    expect(desk.slackApi.replies).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })
})
