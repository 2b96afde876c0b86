import { describe, expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Call } from '../../src/core/call.ts'
import { card } from '../../src/core/card.ts'
import type { Item } from '../../src/core/item.ts'
import { data, say } from '../../src/core/phrase.ts'
import {
  createDigestsForTest,
  createFakePlatform,
  roomOf,
  rule,
  setter,
  useStore,
} from './digests-for-test.ts'

const store = useStore()
const room = roomOf('C1')
const item = '7/c/1/2026-11-30' as Item
const other = '8/c/1/2026-11-30' as Item
const at = '2026-11-23T09:00:00+09:00'
const mina = { platform: 'slack', workspace: 'W1', person: 'U1', name: 'Mina Park' } as const
const call: Call = {
  platform: 'slack',
  workspace: 'W1',
  room: 'C1',
  person: 'U2',
  text: '',
  correlationId: 'r',
}

describe('items in a digest that was posted', () => {
  const naming = createFakePlatform({ messages: ['parent', `thread ${item} ${other}`] })

  async function posted(locale: 'en' | 'ja' = 'en') {
    naming.updates.length = 0
    const desk = createDigestsForTest(store(), '2026-11-23T08:00:00+09:00', {
      senders: new Map([['slack', naming.sender]]),
    })
    await desk.digests.set(room, { ...rule, locale }, setter)
    desk.moveTo(at)
    await desk.digesting.runDue()
    return desk
  }

  it('show who has taken them on, who has seen to them and who has put them off', async () => {
    const desk = await posted()
    desk.claims.push({ item, owner: mina, at: at as Instant })
    desk.marks.push({ item, as: { kind: 'done' }, by: { ...mina, name: 'Jo' }, at: at as Instant })
    const until = '2026-11-26' as CalendarDate
    desk.marks.push({ item: other, as: { kind: 'snoozed', until }, by: mina, at: at as Instant })
    desk.digests.itemChanged(item, call)
    await desk.digesting.settled(20_000)
    expect(naming.updates.map(({ notes }) => [...notes])).toEqual([
      [
        [item, 'done: Jo · taken on by Mina Park'],
        [other, 'snoozed until Thu, Nov 26, 2026: Mina Park'],
      ],
    ])
    expect(naming.updates[0]?.messageId).toBe('id of thread')
  })

  it('are shown in the language of the digest, and as they were once they are given back', async () => {
    const desk = await posted('ja')
    desk.claims.push({ item, owner: mina, at: at as Instant })
    desk.digests.itemChanged(item, call)
    await desk.digesting.settled(20_000)
    desk.claims.length = 0
    desk.digests.itemChanged(item, call)
    await desk.digesting.settled(20_000)
    expect(naming.updates.map(({ notes }) => [...notes])).toEqual([[[item, '担当：Mina Parkさん']], []])
  })

  it('name nobody once people from outside read the room', async () => {
    const desk = await posted()
    naming.next.readmissions.push('external')
    desk.claims.push({ item, owner: mina, at: at as Instant })
    desk.digests.itemChanged(item, call)
    await desk.digesting.settled(20_000)
    expect(naming.updates).toEqual([])
  })

  it('are updated together where several change at a time', async () => {
    const desk = await posted()
    for (let times = 0; times < 20; times += 1) desk.digests.itemChanged(times % 2 ? item : other, call)
    await desk.digesting.settled(20_000)
    expect(naming.updates.length).toBeGreaterThan(0)
    expect(naming.updates.length).toBeLessThanOrEqual(2)
  })

  it('leave other rooms and other messages alone', async () => {
    const desk = await posted()
    desk.digests.itemChanged('9/c/1/2026-11-30' as Item, call)
    desk.digests.itemChanged(item, { ...call, room: 'C2' })
    desk.digests.itemChanged(item, { ...call, platform: 'terminal' })
    await desk.digesting.settled(20_000)
    expect(naming.updates).toEqual([])
  })

  it('stay as they are where the platform fails, without an error for who pressed', async () => {
    const desk = await posted()
    const update = naming.sender.update
    Object.assign(naming.sender, { update: () => Promise.reject(new Error('down')) })
    desk.digests.itemChanged(item, call)
    await desk.digesting.settled(20_000)
    Object.assign(naming.sender, { update })
    expect(desk.logged).toContain('a digest does not show who does what')
  })
})

describe('a digest for the asker alone', () => {
  it('takes no slot, leaves the base alone, and has parent and thread in one card', async () => {
    const composing = {
      compose: () => ({
        parent: card({
          title: data('title'),
          sections: [{ title: data('new'), facts: [] }],
          notes: [data('a')],
        }),
        details: card({
          title: data('rest'),
          sections: [{ title: data('all'), facts: [] }],
          notes: [data('b')],
        }),
        isEmpty: false,
        command: 'expiring 30',
      }),
      takeSnapshot: () => ({}),
    }
    const desk = createDigestsForTest(store(), '2026-11-23T08:00:00+09:00', { composing })
    const preview = await desk.digests.preview(rule, room)
    expect(preview.sections.map(({ title }) => title)).toEqual([data('new'), data('all')])
    expect(preview.notes).toEqual([data('a'), data('b')])
    expect(await desk.slots()).toEqual([])
    expect(await store().db.selectFrom('digest_snapshot').selectAll().execute()).toEqual([])
  })

  it('is of today where the room is', async () => {
    const desk = createDigestsForTest(store(), '2026-11-23T08:00:00+09:00')
    await desk.digests.preview({ ...rule, zone: 'America/Los_Angeles' }, room)
    expect(desk.composed[0]).toMatchObject({ date: '2026-11-22', base: null, room })
  })
})

describe('a room', () => {
  it('is told what becomes of its digest, and nothing breaks where that fails', async () => {
    const desk = createDigestsForTest(store(), at)
    const text = say('mark.lineDone', { name: data('Jo') })
    await desk.digests.announce(room, text, { locale: 'en', zone: 'UTC' })
    expect(desk.platform.announced).toEqual(['done: Jo'])
    Object.assign(desk.platform.sender, { announce: () => Promise.reject(new Error('down')) })
    await desk.digests.announce(room, text, { locale: 'en', zone: 'UTC' })
    expect(desk.logged).toContain('a room was not told what becomes of its digest')
  })

  it('is asked about by its platform, and unknown where there is none', async () => {
    const desk = createDigestsForTest(store(), at)
    desk.platform.next.admissions.push('noHistory')
    expect(await desk.digests.admit(room, 'r')).toBe('noHistory')
    expect(await desk.digests.admit({ ...room, platform: 'terminal' }, 'r')).toBe('unknown')
  })

  it('can go on after a pause', async () => {
    const desk = createDigestsForTest(store(), '2026-11-23T08:00:00+09:00')
    await desk.digests.set(room, rule, setter)
    desk.platform.next.readmissions.push('external')
    desk.moveTo(at)
    await desk.digesting.runDue()
    const again = await desk.digests.set(room, rule, setter)
    expect(again).toMatchObject({ paused: null, nextAt: '2026-11-24T00:00:00.000Z' })
    expect(await desk.digests.find(room)).toEqual(again)
  })
})

describe('what was kept', () => {
  it('is cleared away after a month, and with the last one what it would have been compared with', async () => {
    const desk = createDigestsForTest(store(), '2026-11-23T08:00:00+09:00')
    await desk.digests.set(room, rule, setter)
    desk.moveTo(at)
    await desk.digesting.runDue()
    await desk.digesting.prune()
    expect(await desk.slots()).toEqual(['2026-11-23 sent'])
    const longAgo = new Date(Date.now() - 31 * 24 * 3_600_000)
    await store().db.updateTable('digest_slot').set({ created_at: longAgo }).execute()
    await store().db.updateTable('digest_snapshot').set({ created_at: longAgo }).execute()
    await desk.digesting.prune()
    expect(await desk.slots()).toEqual([])
    expect(await store().db.selectFrom('digest_snapshot').selectAll().execute()).toEqual([])
  })
})
