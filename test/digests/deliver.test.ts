import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { Item } from '../../src/core/item.ts'
import type { DigestingOptions } from '../../src/digests/digesting.ts'
import {
  createDigestsForTest,
  createFakePlatform,
  type DigestsForTest,
  retry,
  roomOf,
  rule,
  sent,
  setter,
  unclear,
  useStore,
} from './digests-for-test.ts'
import { absent, found, lookAgain, refused, slackDeliveries } from './slack-deliveries.ts'

const store = useStore()

/** A room that is to get its digest now. */
async function dueRoom(
  platform: 'slack' | 'lineworks' = 'slack',
  options: Partial<DigestingOptions> = {},
): Promise<DigestsForTest> {
  const desk = createDigestsForTest(store(), '2026-11-23T08:59:00+09:00', options)
  await desk.digests.set(roomOf('C1', platform), rule, setter)
  desk.moveTo('2026-11-23T09:00:00+09:00')
  return desk
}

describe('a digest in Slack', () => {
  it.each(slackDeliveries)(
    '$title',
    async ({ postings = [], findings = [], events, end, told, paused = null }) => {
      const desk = await dueRoom()
      Object.assign(desk.platform.next, { postings: [...postings], findings: [...findings] })
      const settled = await desk.digesting.runDue()
      expect(desk.platform.events).toEqual(events)
      expect(await desk.slots()).toEqual([`2026-11-23 ${end}`])
      expect(settled.map(({ state }) => state)).toEqual([end.split(' ')[0]])
      if (told) expect(desk.platform.told).toEqual([expect.stringMatching(told)])
      else expect(desk.platform.told).toEqual([])
      expect((await desk.digests.find(roomOf('C1')))?.paused).toBe(paused)
    },
  )

  it('has one delivery id a message at every try, and its thread hangs on the message found', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(unclear, retry, unclear)
    desk.platform.next.findings.push(absent, found)
    await desk.digesting.runDue()
    const parents = desk.platform.posted.filter(({ payload }) => payload.startsWith('parent'))
    expect(new Set(parents.map(({ deliveryId }) => deliveryId)).size).toBe(1)
    expect(desk.platform.posted.map(({ parentId }) => parentId)).toEqual([
      ...[undefined, undefined, undefined],
      'id found',
    ])
  })

  it('is looked for when it has surely arrived, and its messages keep their pace', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(unclear)
    desk.platform.next.findings.push(found)
    await desk.digesting.runDue()
    expect(desk.waitedMs()).toBe(15_000)
    const two = await dueRoom()
    await two.digests.set(roomOf('C2'), { ...rule, at: '10:00' }, setter)
    two.moveTo('2026-11-23T10:00:00+09:00')
    await two.digesting.runDue()
    expect(two.waitedMs()).toBeGreaterThanOrEqual(1_000)
  })

  it('is not posted any more once it has been ended', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(retry)
    desk.platform.beforePost = async () => void (await desk.digests.off(roomOf('C1')))
    await desk.digesting.runDue()
    expect(await desk.slots()).toEqual(['2026-11-23 skipped off'])
    expect(desk.platform.told).toEqual([])
  })

  it('shows who has what at the time of posting', async () => {
    const item = '7/c/1/2026-11-30' as Item
    const platform = createFakePlatform({ messages: [`parent ${item}`] })
    const desk = await dueRoom('slack', { senders: new Map([['slack', platform.sender]]) })
    const owner = { platform: 'slack', workspace: 'W1', person: 'U1', name: 'Mina Park' } as const
    desk.claims.push({ item, owner, at: '2026-11-23T09:00:00+09:00' as Instant })
    await desk.digesting.runDue()
    expect(platform.posted.map(({ notes }) => [...notes])).toEqual([[[item, 'taken on by Mina Park']]])
    expect(desk.composed.map(({ claims }) => claims)).toEqual([[]])
  })

  it('is given up after six hours of being put off', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings = Array.from({ length: 1_000 }, () => retry)
    await desk.digesting.runDue()
    expect(await desk.slots()).toEqual(['2026-11-23 failed ratelimited'])
    expect(desk.waitedMs()).toBeGreaterThan(359 * 60_000)
    expect(desk.waitedMs()).toBeLessThan(362 * 60_000)
  })

  it('is uncertain after ten minutes in which it could not be looked for', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(unclear)
    desk.platform.next.findings = Array.from({ length: 200 }, () => lookAgain)
    await desk.digesting.runDue()
    expect(await desk.slots()).toEqual(['2026-11-23 uncertain ratelimited'])
    expect(desk.waitedMs()).toBeLessThanOrEqual(10 * 60_000)
  })

  it('can be read at its address, also where its thread failed', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(sent, refused)
    const [slot] = await desk.digesting.runDue()
    expect(slot?.link).toBe('https://example.com/id-of-parent')
    expect((await desk.digests.slots(roomOf('C1'), 1))[0]?.link).toBe(slot?.link)
  })
})

describe('a digest in LINE WORKS', () => {
  it('is not posted again where that is unclear, nor anything after it', async () => {
    const desk = await dueRoom('lineworks')
    desk.works.next.postings.push(sent, unclear)
    await desk.digesting.runDue()
    await desk.digesting.runDue()
    expect(desk.works.events).toEqual(['post parent: sent', 'post thread: unclear'])
    expect(await desk.slots(roomOf('C1', 'lineworks'))).toEqual(['2026-11-23 uncertain timeout'])
    expect(desk.works.told).toEqual([expect.stringMatching(/could not be learned/)])
  })

  it('is tried again where surely nothing has left', async () => {
    const desk = await dueRoom('lineworks')
    desk.works.next.postings.push(retry)
    await desk.digesting.runDue()
    expect(desk.works.events).toEqual(['post parent: retry', 'post parent: sent', 'post thread: sent'])
  })
})

describe('the room', () => {
  it.each([
    { admission: 'external', paused: 'external' },
    { admission: 'notMember', paused: 'gone' },
  ] as const)('gets nothing, and is paused, where it is $admission', async ({ admission, paused }) => {
    const desk = await dueRoom()
    desk.platform.next.readmissions.push(admission)
    await desk.digesting.runDue()
    expect(desk.platform.posted).toEqual([])
    expect(desk.composed).toEqual([])
    expect(await desk.slots()).toEqual([`2026-11-23 failed ${admission}`])
    expect((await desk.digests.find(roomOf('C1')))?.paused).toBe(paused)
    expect(desk.platform.told).toHaveLength(1)
    desk.moveTo('2026-11-24T09:00:00+09:00')
    expect(await desk.digesting.runDue()).toEqual([])
  })

  it('is asked about again where the platform did not say', async () => {
    const desk = await dueRoom()
    desk.platform.next.readmissions.push('unknown', 'unknown')
    await desk.digesting.runDue()
    expect(desk.platform.events).toEqual(['unknown', 'unknown', 'post parent: sent', 'post thread: sent'])
  })

  it('gets nothing where the platform never says', async () => {
    const desk = await dueRoom()
    desk.platform.next.readmissions = Array.from({ length: 1_000 }, () => 'unknown' as const)
    await desk.digesting.runDue()
    expect(desk.platform.posted).toEqual([])
    expect(await desk.slots()).toEqual(['2026-11-23 failed unknown'])
  })

  it('is asked about again before what is posted later', async () => {
    const desk = await dueRoom()
    desk.platform.next.postings.push(sent, retry)
    desk.platform.next.readmissions.push('ok', 'external')
    await desk.digesting.runDue()
    expect(desk.platform.events).toEqual(['post parent: sent', 'post thread: retry', 'external'])
    expect(await desk.slots()).toEqual(['2026-11-23 failed external'])
  })
})

describe('what is there to say', () => {
  it('may be nothing, and is then the base of the next', async () => {
    const desk = await dueRoom()
    desk.state.isEmpty = true
    await desk.digesting.runDue()
    expect(desk.platform.posted).toEqual([])
    expect(await desk.slots()).toEqual(['2026-11-23 empty'])
    desk.state.isEmpty = false
    desk.moveTo('2026-11-24T09:00:00+09:00')
    await desk.digesting.runDue()
    expect(desk.composed.map(({ base }) => base?.date)).toEqual([undefined, '2026-11-23'])
  })

  it('is compared with what was delivered last, not with what failed', async () => {
    const desk = await dueRoom()
    await desk.digesting.runDue()
    desk.platform.next.postings.push(refused)
    for (const day of [24, 25]) {
      desk.moveTo(`2026-11-${day}T09:00:00+09:00`)
      await desk.digesting.runDue()
    }
    expect(desk.composed.map(({ base }) => base?.date)).toEqual([undefined, '2026-11-23', '2026-11-23'])
    expect(desk.composed[1]?.base?.at).toBe('2026-11-23T00:00:00.000Z')
  })

  it('waits up to ten minutes for a pass that should have been there', async () => {
    const desk = await dueRoom()
    desk.state.lastPassAt = '2026-11-23T02:00:00+09:00'
    const running = desk.digesting.runDue()
    await expect.poll(() => desk.waitedMs(), { timeout: 20_000 }).toBeGreaterThan(3_000)
    expect(desk.platform.posted).toEqual([])
    await store()
      .db.updateTable('digest_slot')
      .set({ not_before: new Date(0) })
      .execute()
    desk.state.lastPassAt = '2026-11-23T09:00:30+09:00'
    await running
    expect(desk.platform.events).toEqual(['post parent: sent', 'post thread: sent'])
  })

  it('is what is known, where no pass comes', async () => {
    const desk = await dueRoom()
    desk.state.lastPassAt = null
    const running = desk.digesting.runDue()
    await expect.poll(() => desk.waitedMs(), { timeout: 20_000 }).toBeGreaterThan(3_000)
    await store()
      .db.updateTable('digest_slot')
      .set({ not_before: new Date(0), created_at: new Date(Date.now() - 601_000) })
      .execute()
    await running
    expect(await desk.slots()).toEqual(['2026-11-23 sent'])
  })
})
