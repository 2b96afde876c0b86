import { afterEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { type Heard, writeHeard } from '../../src/slack/events/heard.ts'
import { useInboxStore } from '../lineworks/store.ts'
import {
  change,
  direct,
  downForLong,
  type EventsDesk,
  mention,
  message,
  repeat,
  startEventsDesk,
  writtenTs,
} from './events-desk.ts'
import { gate, member, ownRoom } from './slack-desk.ts'
import type { Workspace } from './slack-workspace.ts'

const store = useInboxStore()
const ends: (() => Promise<void>)[] = []

async function start(given: Partial<SlackOptions> = {}, workspace?: Workspace) {
  const desk = await startEventsDesk({ inbox: store.inbox(), ...given }, workspace)
  ends.push(desk.close)
  return desk
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const calls = ({ workspace }: EventsDesk, method: string) => workspace.api.of(method)
const logged = (desk: EventsDesk) => desk.lines.map(({ message }) => message)
const refused = (error: string) => ({ instead: { ok: false, error } })

describe('an answer of which it is not clear whether it has arrived', () => {
  it('is looked for three seconds later, and not posted again where it is there', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { after: 'drop' })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([3_000])
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(calls(desk, 'chat.postMessage')).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is posted again where it is not', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { instead: 'drop' }, { instead: 503 })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([3_000, 3_000])
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
  })

  it('is not taken from what somebody else has put there', async () => {
    const desk = await start()
    const metadata = {
      event_type: 'partner_desk_answer',
      event_payload: { delivery_id: `message:C1:${writtenTs}` },
    }
    const forged = { room: 'C1', thread: writtenTs, user: 'U2', text: 'forged', blocks: [], metadata }
    desk.workspace.written.push({ ...forged, ts: '1795000000.000001' })
    desk.workspace.trouble('chat.postMessage', { instead: 'drop' })
    await desk.hear(mention('plan?'))
    expect(desk.titles()).toEqual(['forged', 'Said: plan? (room) [ja]'])
  })

  it('is found in a conversation with the bot alone as well', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { after: 'drop' })
    await desk.hear(direct('plan?'))
    expect(desk.titles()).toEqual(['Said: plan? [ja]'])
  })

  it('is never posted again where it cannot be looked for, and told in the log', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { after: 'drop' })
    desk.workspace.trouble('conversations.replies', refused('missing_scope'))
    await desk.hear(mention('plan?'))
    expect(calls(desk, 'chat.postMessage')).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['uncertain'])
    expect(desk.lines.at(-1)).toMatchObject({ level: 'error', fields: { delivery: 'uncertain' } })
  })

  it('is looked for again where Slack wants to be left alone', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { after: 'drop' })
    desk.workspace.trouble('conversations.replies', { instead: 429 })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([3_000, 7_000])
    expect(calls(desk, 'chat.postMessage')).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is given up after a minute', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', ...Array.from({ length: 40 }, () => ({ instead: 503 })))
    await desk.hear(mention('plan?'))
    expect(desk.waits).toHaveLength(20)
    expect(await store.outcomes()).toEqual(['uncertain'])
  })

  it('goes to the asker alone where the room is opened to others while it is looked for', async () => {
    const desk = await start({
      wait: async () => {
        desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
      },
    })
    desk.workspace.trouble('chat.postMessage', { instead: 'drop' })
    await desk.hear(mention('plan?'))
    expect(desk.titles()).toEqual([])
    expect(desk.workspace.alone()).toHaveLength(1)
  })
})

describe('a message that the store has not kept for long', () => {
  const down = async (): Promise<never> => {
    throw new Error('no connection')
  }
  const never = () => new Promise<never>(() => {})
  const dead = (how: () => Promise<never>): Inbox => ({
    ...{ take: how, renew: how, note: how, sending: how, notSent: how, letGo: how, settle: how },
    ...{ takeOver: how, prune: how },
  })
  const retry = { 'x-slack-retry-num': '1' }

  it.each([
    ['is down', down],
    ['hangs', never],
  ])('is answered once while the store %s, however often it comes', async (_how, how) => {
    const desk = await start({ inbox: dead(how), storeHealth: downForLong(), storeMs: 30 })
    const words = '<@UBOT> plan?'
    await Promise.all([desk.event(mention('plan?')), desk.event(message(words))])
    await desk.hear(mention('plan?'), retry)
    await desk.hear(message(words), retry)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
  })

  it('is answered once by a store that takes it in late', async () => {
    const { opened, open } = gate()
    const inbox = store.inbox()
    const take: Inbox['take'] = (received, leaseMs) => opened.then(() => inbox.take(received, leaseMs))
    const desk = await start({ inbox: { ...inbox, take }, storeHealth: downForLong(), storeMs: 30 })
    await Promise.all([desk.event(mention('plan?')), desk.event(message('<@UBOT> plan?'))])
    open()
    await desk.slack.settled(5_000)
    await desk.hear(mention('plan?'), retry)
    expect(desk.titles()).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is not answered once more after another process has', async () => {
    const first = await start({ inbox: dead(down), storeHealth: downForLong() })
    const second = await start({ inbox: dead(down), storeHealth: downForLong() }, first.workspace)
    await first.hear(mention('plan?'))
    await second.hear(message('<@UBOT> plan?'))
    expect(first.titles()).toHaveLength(1)
  })

  it('is answered where nobody can be asked whether another process has', async () => {
    const desk = await start({ inbox: dead(down), storeHealth: downForLong() })
    desk.workspace.trouble('conversations.replies', refused('missing_scope'))
    await desk.hear(mention('plan?'))
    expect(desk.titles()).toHaveLength(1)
  })
})

describe('an answer that Slack does not take', () => {
  it('waits as told where there are too many', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', { instead: 429 })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([7_000])
    expect(desk.titles()).toHaveLength(1)
    expect(calls(desk, 'conversations.replies')).toEqual([])
  })

  it('waits no longer than a minute', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', ...Array.from({ length: 20 }, () => ({ instead: 429 })))
    await desk.hear(mention('plan?'))
    expect(desk.waits).toHaveLength(8)
    expect(await store.outcomes()).toEqual(['failed'])
  })

  it.each(['invalid_blocks', 'msg_blocks_too_long'])('for its blocks (%s) goes as text', async (error) => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', refused(error))
    await desk.hear(mention('plan?'))
    expect(desk.workspace.written).toMatchObject([{ text: 'Said: plan? (room) [ja]', blocks: [] }])
  })

  it('for good is told in the log', async () => {
    const desk = await start()
    desk.workspace.trouble('chat.postMessage', refused('not_in_channel'))
    await desk.hear(mention('plan?'))
    expect(await store.outcomes()).toEqual(['failed'])
    expect(desk.lines.at(-1)).toMatchObject({ level: 'error', fields: { delivery: 'failed' } })
  })
})

describe('an answer for the asker alone', () => {
  async function startShared() {
    const desk = await start()
    desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
    return desk
  }

  it.each([
    ['comes once more where it may not have arrived', [{ after: 'drop' as const }], [3_000], 'answered'],
    [
      'comes no more often than that',
      [{ after: 'drop' as const }, { after: 'drop' as const }],
      [3_000],
      'uncertain',
    ],
    ['waits as told', [{ instead: 429 }], [7_000], 'answered'],
    ['goes as text where its blocks are refused', [refused('invalid_blocks')], [], 'answered'],
    ['ends where it is refused', [refused('user_not_in_channel')], [], 'failed'],
  ])('%s', async (_how, troubles, waits, outcome) => {
    const desk = await startShared()
    desk.workspace.trouble('chat.postEphemeral', ...troubles)
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual(waits)
    expect(desk.titles()).toEqual([])
    expect(await store.outcomes()).toEqual([outcome])
  })
})

/** The store as a process has it that is stopped in its tracks: its leases are over at once, and not renewed. */
function stalled(inbox: Inbox): Inbox {
  return { ...inbox, take: (received) => inbox.take(received, -1), renew: async () => {} }
}

async function takeOver(desk: EventsDesk): Promise<void> {
  await desk.slack.start()
  expect(await desk.slack.settled(5_000)).toBe(true)
}

describe('a message whose process has gone', () => {
  it('before there was an answer is answered by another, and by nobody else', async () => {
    const { opened, open } = gate()
    const first = await start({
      inbox: stalled(store.inbox()),
      converse: (said) => opened.then(() => repeat(said)),
    })
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
    open()
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

  it('when it had been posted is not answered again', async () => {
    const first = await start({ inbox: { ...stalled(store.inbox()), settle: async () => {} } })
    await first.hear(mention('plan?'))
    const second = await start({}, first.workspace)
    await takeOver(second)
    expect(second.said).toEqual([])
    expect(first.titles()).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('when it had been posted and the store did not hear of it is not answered again', async () => {
    const down = async (): Promise<never> => {
      throw new Error('no connection')
    }
    const lost = { note: down, sending: down, notSent: down, letGo: down, settle: down }
    const first = await start({ inbox: { ...stalled(store.inbox()), ...lost } })
    await first.hear(mention('plan?'))
    const second = await start({}, first.workspace)
    await takeOver(second)
    expect(second.said).toEqual([])
    expect(first.titles()).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is answered by its present words', async () => {
    const { opened, open } = gate()
    ends.push(async () => open())
    const first = await start({
      inbox: stalled(store.inbox()),
      converse: (said) => opened.then(() => repeat(said)),
    })
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
    const { opened, open } = gate()
    const first = await start({
      inbox: stalled(store.inbox()),
      converse: (said) => opened.then(() => repeat(said)),
    })
    ends.push(async () => open())
    for (const second of [1, 2, 3]) {
      await first.event(mention(`plan ${second}`, { ts: `179000000${second}.000100` }))
    }
    const others = [await start({}, first.workspace), await start({}, first.workspace)]
    await Promise.all(others.map(takeOver))
    expect(first.titles().sort()).toEqual([1, 2, 3].map((second) => `Said: plan ${second} (room) [ja]`))
  })

  it('is refused to somebody who is no member any more', async () => {
    const { opened, open } = gate()
    const first = await start({
      inbox: stalled(store.inbox()),
      converse: (said) => opened.then(() => repeat(said)),
    })
    ends.push(async () => open())
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
  const { opened, open } = gate()
  const first = await start({
    inbox: stalled(store.inbox()),
    converse: (said) => opened.then(() => repeat(said)),
  })
  ends.push(async () => open())
  await first.event(message('<@UBOT> plan?'))
  first.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
  await takeOver(await start({}, first.workspace))
  expect(first.titles()).toEqual([])
  expect(first.workspace.alone()).toHaveLength(1)
})
