import { describe, expect, it } from 'vitest'
import { type Heard, writeHeard } from '../../src/slack/events/heard.ts'
import { gate } from '../helpers/gate.ts'
import { down, stalled } from '../helpers/troubled-inbox.ts'
import { change, type EventsDesk, mention, message, repeat, writtenTs } from './events-desk.ts'
import { member, ownRoom } from './slack-desk.ts'
import { takeOver } from './take-over.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, atEnd, start } = useEventsDesks()

/** A desk that stops while it thinks about an answer, until it is woken. */
async function startStalled() {
  const { opened, open } = gate()
  const inbox = stalled(store.inbox())
  const desk = await start({ inbox, converse: (said) => opened.then(() => repeat(said)) })
  atEnd(open)
  return { ...desk, wake: open }
}

const calls = ({ workspace }: EventsDesk, method: string) => workspace.api.of(method)

const logged = (desk: EventsDesk) => desk.lines.map(({ message }) => message)

const refused = (error: string) => ({ instead: { ok: false, error } })

describe('a message whose process has gone', () => {
  it('before there was an answer is answered by another, and by nobody else', async () => {
    const first = await startStalled()
    await first.event(mention('plan?', { thread_ts: '1780000000.000001' }))
    await expect.poll(() => first.said.length).toBe(1)
    const second = await start({}, first.workspace)
    await takeOver(second)
    expect(second.said).toMatchObject([
      {
        call: { text: 'plan?', correlationId: first.said[0]?.call.correlationId },
        isAddressed: true,
        thread: '1780000000.000001',
      },
    ])
    expect(logged(second)).toContain('message taken over')
    first.wake()
    await first.slack.settled(5_000)
    expect(first.workspace.written).toMatchObject([{ thread: '1780000000.000001' }])
    expect(logged(first)).not.toContain('message answered')
    expect(await store.rows()).toMatchObject([{ outcome: 'answered', payload: '' }])
  })

  it('while it was being posted is answered by another where it is not there', async () => {
    const { opened, open } = gate()
    const first = await start({ inbox: stalled(store.inbox()), wait: () => opened })
    first.workspace.trouble('chat.postMessage', { instead: 'drop' })
    await first.event(mention('plan?'))
    await expect.poll(() => calls(first, 'chat.postMessage').length).toBe(1)
    await takeOver(await start({}, first.workspace))
    expect(first.titles()).toEqual(['Said: plan? (room) [ja]'])
    open()
    await first.slack.settled(5_000)
    expect(first.titles()).toHaveLength(1)
  })

  it.each([
    ['', { settle: async () => {} }],
    [
      ' and the store did not hear of it',
      { note: down, sending: down, notSent: down, letGo: down, settle: down },
    ],
  ])('when it had been posted%s is not answered again', async (_title, lost) => {
    const first = await start({ inbox: { ...stalled(store.inbox()), ...lost } })
    await first.hear(mention('plan?'))
    const second = await start({}, first.workspace)
    await takeOver(second)
    expect(second.said).toEqual([])
    expect(first.titles()).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is answered by its present words', async () => {
    const first = await startStalled()
    await first.event(mention('paln?'))
    const second = await start({}, first.workspace)
    first.workspace.written.push({
      ...{ ts: writtenTs, room: 'C1', thread: undefined, user: 'U1', blocks: [], metadata: undefined },
      ...{ text: '<@UBOT> plan?', edited: { user: 'U1', ts: '1790000020.000000' } },
    })
    await second.hear(change({ before: '<@UBOT> paln?', after: '<@UBOT> plan?' }))
    expect(second.said).toEqual([])
    await takeOver(second)
    expect(first.titles()).toEqual(['<@UBOT> plan?', 'Said: plan? (room) [ja]'])
    expect(first.workspace.written[1]?.metadata?.event_payload).toMatchObject({
      changed_ts: '1790000020.000000',
    })
  })

  it('when it may have been posted is settled as uncertain where that cannot be looked for', async () => {
    const first = await start({ inbox: { ...stalled(store.inbox()), settle: async () => {} } })
    await first.hear(mention('plan?'))
    first.workspace.trouble('conversations.replies', refused('missing_scope'))
    await takeOver(await start({}, first.workspace))
    expect(calls(first, 'chat.postMessage')).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['uncertain'])
  })

  it('is answered once where several come after it', async () => {
    const first = await startStalled()
    for (const second of [1, 2, 3]) {
      await first.event(mention(`plan ${second}`, { ts: `179000000${second}.000100` }))
    }
    const others = [await start({}, first.workspace), await start({}, first.workspace)]
    await Promise.all(others.map(takeOver))
    expect(first.titles().sort()).toEqual([1, 2, 3].map((second) => `Said: plan ${second} (room) [ja]`))
  })

  it('is refused to somebody who is no member any more', async () => {
    const first = await startStalled()
    await first.event(mention('plan?'))
    first.workspace.users.set('U1', { ...member, is_restricted: true })
    await takeOver(await start({}, first.workspace))
    expect(first.titles()).toEqual([])
    expect(first.workspace.alone()).toHaveLength(1)
  })

  it('is left to the next at once by a process that is told to stop', async () => {
    const { opened, open } = gate()
    const first = await start({ converse: (said) => opened.then(() => repeat(said)) })
    await first.event(mention('plan?'))
    await expect.poll(() => first.said.length).toBe(1)
    await first.slack.letGo()
    open()
    await first.slack.settled(5_000)
    expect(first.titles()).toEqual([])
    await takeOver(await start({}, first.workspace))
    expect(first.titles()).toHaveLength(1)
  })
})

it('an answer that Slack has put off is left to the next process by one that is told to stop', async () => {
  const { opened, open } = gate()
  let isWaiting = false
  const first = await start({
    wait: () => {
      isWaiting = true
      return opened
    },
  })
  first.workspace.trouble('chat.postMessage', { instead: 429 })
  await first.event(mention('plan?'))
  await expect.poll(() => isWaiting).toBe(true)
  await first.slack.letGo()
  await takeOver(await start({}, first.workspace))
  expect(first.titles()).toHaveLength(1)
  open()
  await first.slack.settled(5_000)
  expect(first.titles()).toHaveLength(1)
})

describe('a message that was left', () => {
  const left: Heard = {
    kind: 'message',
    asker: { person: 'U1', team: 'T1', enterprise: null },
    ...{ room: 'C1', isDirect: false, ts: writtenTs, text: 'plan?', isAddressed: true },
    ...{ correlationId: 'abc', receivedAt: Date.now(), isSending: false },
  }
  const leave = (payload: string) =>
    store.inbox().take({ platform: 'slack', key: `message:C1:${writtenTs}`, payload }, -1)

  it.each([
    [30 * 60_000, 1, 'answered'],
    [30 * 60_000 + 1, 0, 'failed'],
  ])('is, %i ms later, answered %i times', async (age, times, outcome) => {
    const now = Date.now()
    const desk = await start({ wallClock: () => now })
    await leave(writeHeard({ ...left, receivedAt: now - age }))
    await takeOver(desk)
    expect(desk.titles()).toHaveLength(times)
    expect(await store.outcomes()).toEqual([outcome])
    expect(logged(desk).includes('message that was left is not answered')).toBe(times === 0)
  })

  it('is not answered again where its answer arrives while another is thought out', async () => {
    const arrived = {
      ...{ room: 'C1', thread: writtenTs, user: 'UBOT', text: 'arrived', blocks: [] },
      metadata: {
        event_type: 'partner_desk_answer',
        event_payload: { delivery_id: `message:C1:${writtenTs}` },
      },
    }
    const desk = await start({
      converse: async (said) => {
        desk.workspace.written.push({ ...arrived, ts: '1795000000.000001' })
        return repeat(said)
      },
    })
    await leave(writeHeard({ ...left, isSending: true }))
    await takeOver(desk)
    expect(desk.titles()).toEqual(['arrived'])
    expect(desk.waits).toEqual([3_000])
  })

  it.each(['{"kind":"message"}', 'something'])('as %j by another version is settled', async (payload) => {
    const desk = await start()
    await leave(payload)
    await takeOver(desk)
    expect(await store.outcomes()).toEqual(['failed'])
    expect(JSON.stringify(desk.lines)).not.toContain('something')
  })

  it('is not answered by who did not speak to the bot, should the desk have nothing to say', async () => {
    const desk = await start({ converse: async () => undefined })
    await leave(writeHeard({ ...left, isAddressed: false }))
    await takeOver(desk)
    expect(desk.titles()).toEqual([])
    expect(await store.outcomes()).toEqual(['answered'])
  })
})

it('a message in a room that others read is answered by another process to the asker alone', async () => {
  const first = await startStalled()
  await first.event(message('<@UBOT> plan?'))
  first.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
  await takeOver(await start({}, first.workspace))
  expect(first.titles()).toEqual([])
  expect(first.workspace.alone()).toHaveLength(1)
})
