import { describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import { direct, type EventsDesk, eventsClock, mention, repeat, writtenTs } from './events-desk.ts'
import { member, ownRoom } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { start } = useEventsDesks()

const posts = (desk: EventsDesk) => desk.workspace.api.of('chat.postMessage')

describe('who may not have an answer', () => {
  it.each([
    ['a guest', { is_restricted: true }, 'access.notMember [ja]'],
    ['somebody from elsewhere', { team_id: 'T9' }, 'access.notMember [ja]'],
  ])('%s is told so alone', async (_who, other, words) => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, ...other })
    await desk.hear(mention('plan?', { thread_ts: '1780000000.000001' }))
    expect(desk.said).toEqual([])
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([
      { channel: 'C1', user: 'U1', thread_ts: '1780000000.000001', text: expect.stringContaining(words) },
    ])
    expect(desk.refusals).toMatchObject([{ person: 'U1', room: 'C1' }])
  })

  it('is told in the thread between them and the bot', async () => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, is_restricted: true })
    await desk.hear(direct('plan?'))
    expect(desk.workspace.alone()).toEqual([])
    expect(posts(desk)).toMatchObject([{ channel: 'D1', thread_ts: writtenTs }])
    expect(desk.said).toEqual([])
  })

  it('is told so where it cannot be learned whether they may', async () => {
    const desk = await start()
    desk.workspace.users.clear()
    await desk.hear(mention('plan?'))
    expect(desk.workspace.alone()).toMatchObject([{ text: expect.stringContaining('access.unknown') }])
  })

  it('is told where it would be seen: a message that nobody answered has no thread yet', async () => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, is_restricted: true })
    await desk.hear(mention('plan?'))
    expect(desk.workspace.alone()).toHaveLength(1)
    expect(desk.workspace.alone()[0]).not.toHaveProperty('thread_ts')
  })
})

describe('an answer that not everybody may read', () => {
  it.each([
    ['that others read', { ...ownRoom, is_ext_shared: true }],
    ['that others are invited to', { ...ownRoom, is_pending_ext_shared: true }],
    ['that cannot be learned about', undefined],
  ])('goes to the asker alone in a room %s', async (_which, room) => {
    const desk = await start()
    if (room) desk.workspace.rooms.set('C1', room)
    else desk.workspace.rooms.delete('C1')
    await desk.hear(mention('plan?', { thread_ts: '1780000000.000001' }))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([
      { channel: 'C1', user: 'U1', thread_ts: '1780000000.000001', text: 'Said: plan? [ja]' },
    ])
  })

  it('goes to the asker alone where the room is opened to others meanwhile', async () => {
    const desk = await start({
      converse: async (said) => {
        desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
        return repeat(said)
      },
    })
    await desk.hear(mention('plan?'))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toHaveLength(1)
  })

  it('goes to the asker alone where it was thought out for them, whatever is learned after that', async () => {
    const desk = await start()
    desk.workspace.trouble('conversations.info', { instead: { ok: false, error: 'internal_error' } })
    await desk.hear(mention('plan?'))
    expect(desk.said[0]?.call).not.toHaveProperty('isForRoom')
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([{ text: 'Said: plan? [ja]' }])
  })

  it('is known for one as soon as Slack, asked too often, has time to say who reads the room', async () => {
    const desk = await start()
    desk.workspace.trouble('conversations.info', { instead: 429 }, { after: 429 })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([7_000, 7_000])
    expect(posts(desk)).toHaveLength(1)
  })

  it('is asked about anew before each post, and some seconds apart for the thought', async () => {
    let now = eventsClock()
    const desk = await start({ wallClock: () => now })
    const asked = () => desk.workspace.api.of('conversations.info').length
    await desk.hear(mention('plan?', { ts: '1790000001.000100' }))
    expect(asked()).toBe(2)
    now += 9_000
    await desk.hear(mention('plan?', { ts: '1790000002.000100' }))
    expect(asked()).toBe(3)
    now += 10_001
    await desk.hear(mention('plan?', { ts: '1790000003.000100' }))
    expect(asked()).toBe(5)
  })

  it('goes to the asker alone where it may not be shared, in their own language', async () => {
    const desk = await start({
      converse: async () => ({
        card: card({ title: data('Phone') }),
        line: 'contact 1',
        locale: undefined,
      }),
      findReaders: async () => ({
        person: { locale: 'ko', zone: 'Asia/Seoul' },
        room: { locale: 'en', zone: 'UTC' },
      }),
    })
    await desk.hear(mention('phone of 1?'))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([{ user: 'U1', text: 'Phone [ko]' }])
  })

  it.each([
    ['the question', {}, writtenTs],
    ['the thread that the question stands in', { thread_ts: '1780000000.000001' }, '1780000000.000001'],
  ])('hands on that what is shared of it goes below %s', async (_which, place, opens) => {
    const desk = await start({ converse: repeatToShare })
    desk.workspace.rooms.delete('C1')
    await desk.hear(mention('plan?', place))
    expect(String(desk.workspace.alone()[0]?.blocks)).toContain(`"action_id":"desk:share@${opens}"`)
  })

  it('hands on nothing below what the thread can read already', async () => {
    const desk = await start({ converse: repeatToShare })
    await desk.hear(mention('plan?'))
    expect(JSON.stringify(desk.workspace.written)).not.toContain(`@${writtenTs}`)
  })
})

async function repeatToShare(said: Said): Promise<Reply> {
  const reply = await repeat(said)
  return {
    ...reply,
    card: card({
      ...reply.card,
      actions: [
        { kind: 'share', label: data('Share'), command: reply.line },
        { kind: 'refresh', label: data('Refresh'), command: reply.line },
      ],
    }),
  }
}
