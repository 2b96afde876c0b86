import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { gate } from '../helpers/gate.ts'
import { down, failing, never } from '../helpers/troubled-inbox.ts'
import { direct, downForLong, type EventsDesk, mention, message, writtenTs } from './events-desk.ts'
import { ownRoom } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const calls = ({ workspace }: EventsDesk, method: string) => workspace.api.of(method)

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
  const retry = { 'x-slack-retry-num': '1' }

  it.each([
    ['is down', down],
    ['hangs', never],
  ])('is answered once while the store %s, however often it comes', async (_how, how) => {
    const desk = await start({ inbox: failing(how), storeHealth: downForLong(), storeMs: 30 })
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
    const first = await start({ inbox: failing(down), storeHealth: downForLong() })
    const second = await start({ inbox: failing(down), storeHealth: downForLong() }, first.workspace)
    await first.hear(mention('plan?'))
    await second.hear(message('<@UBOT> plan?'))
    expect(first.titles()).toHaveLength(1)
  })

  it('is answered where nobody can be asked whether another process has', async () => {
    const desk = await start({ inbox: failing(down), storeHealth: downForLong() })
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
