import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import type { DigestingOptions } from '../../src/digests/digesting.ts'
import { createDigestsForTest, roomOf, rule, setter, useStore } from './digests-for-test.ts'

const store = useStore()
const room = roomOf('C1')
const before = '2026-11-23T08:59:00+09:00'
const due = '2026-11-23T09:00:00+09:00'

/** One of several processes on a store. */
const processAt = (at: string, options: Partial<DigestingOptions> = {}) =>
  createDigestsForTest(store(), at, { store: { ...store(), kind: 'postgres' }, ...options })

const endLeases = () =>
  store()
    .db.updateTable('digest_slot')
    .set({ leased_until: new Date(0), not_before: new Date(0) })
    .execute()

/** A process that dies, or only sleeps, in the middle of its first post. */
async function dieWhilePosting(to = room) {
  const dead = processAt(before)
  await dead.digests.set(to, rule, setter)
  dead.moveTo(due)
  const posting = Promise.withResolvers<void>()
  const waking = Promise.withResolvers<void>()
  const platform = to.platform === 'slack' ? dead.platform : dead.works
  platform.beforePost = () => {
    posting.resolve()
    return waking.promise
  }
  const running = dead.digesting.runDue()
  await posting.promise
  return { ...dead, wake: waking.resolve, running }
}

describe('several processes', () => {
  it('post each digest once', async () => {
    const all = [processAt(due), processAt(due), processAt(due)]
    const [one] = all
    one?.moveTo(before)
    for (let number = 0; number < 30; number += 1) await one?.digests.set(roomOf(`C${number}`), rule, setter)
    one?.moveTo(due)
    await Promise.all(all.map(({ digesting }) => digesting.runDue()))
    const posted = all.flatMap(({ platform }) => platform.posted)
    expect(posted).toHaveLength(60)
    expect(new Set(posted.map(({ deliveryId }) => deliveryId)).size).toBe(60)
  })

  it('leave to its holder what is being posted', async () => {
    await dieWhilePosting()
    const other = processAt(due)
    expect(await other.digesting.runDue()).toEqual([])
    expect(other.platform.events).toEqual([])
  })

  it.each([
    {
      title: 'look for what the dead may have posted, and find it',
      finding: { result: 'found', messageId: '1.1' } as const,
      events: ['find parent: found', 'post thread: sent'],
    },
    {
      title: 'post what the dead has not',
      finding: { result: 'absent' } as const,
      events: ['find parent: absent', 'post parent: sent', 'post thread: sent'],
    },
  ])('$title', async ({ finding, events }) => {
    const dead = await dieWhilePosting()
    await endLeases()
    const other = processAt(due)
    other.platform.next.findings.push(finding)
    await other.digesting.runDue()
    expect(other.platform.events).toEqual(events)
    expect(other.waitedMs()).toBeGreaterThanOrEqual(15_000)
    expect(await other.slots()).toEqual(['2026-11-23 sent'])
    const ids = [dead, other].flatMap(({ platform }) => platform.posted.map(({ deliveryId }) => deliveryId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('never post on LINE WORKS what the dead may have posted', async () => {
    const works = roomOf('C1', 'lineworks')
    await dieWhilePosting(works)
    await endLeases()
    const other = processAt(due)
    await other.digesting.runDue()
    expect(other.works.events).toEqual([])
    expect(await other.slots(works)).toEqual(['2026-11-23 uncertain interrupted'])
  })

  it('go on with what another gives back at its end', async () => {
    const first = processAt(before, { wait: (ms, signal) => delay(ms, undefined, { signal }) })
    await first.digests.set(room, rule, setter)
    first.moveTo(due)
    first.platform.next.postings.push({ result: 'retry', afterMs: 600_000, reason: 'ratelimited' })
    await first.digesting.start()
    await expect.poll(() => first.platform.events, { timeout: 20_000 }).toHaveLength(1)
    await first.digesting.leave()
    expect(await first.digesting.settled(100)).toBe(false)
    await first.digesting.letGo()
    expect(await first.digesting.settled(20_000)).toBe(true)
    const second = processAt(due)
    await second.digesting.runDue()
    expect(second.platform.events).toEqual(['post parent: sent', 'post thread: sent'])
  })

  it('finish what is being posted before they let go', async () => {
    const first = await dieWhilePosting()
    await first.digesting.leave()
    await first.digesting.letGo()
    first.wake()
    expect(await first.digesting.settled(20_000)).toBe(true)
    const second = processAt(due)
    await second.digesting.runDue()
    expect([...first.platform.events, ...second.platform.events]).toEqual([
      'post parent: sent',
      'post thread: sent',
    ])
  })

  it('post nothing more once another has taken over', async () => {
    const sleeper = await dieWhilePosting()
    await endLeases()
    const other = processAt(due)
    other.platform.next.findings.push({ result: 'found', messageId: '1.1' })
    await other.digesting.runDue()
    sleeper.wake()
    expect(await sleeper.running).toEqual([])
    expect(sleeper.platform.events).toEqual(['post parent: sent'])
    expect(other.platform.events).toEqual(['find parent: found', 'post thread: sent'])
    expect(await other.slots()).toEqual(['2026-11-23 sent'])
  })
})

describe('the tick', () => {
  it('comes with the full second at which digests are due, whenever it was begun', async () => {
    const desk = createDigestsForTest(store(), '2026-11-23T08:59:59.400+09:00')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    try {
      await desk.digests.set(room, rule, setter)
      await desk.digesting.start()
      desk.moveTo(due)
      const posted = new Promise((resolve) => {
        desk.platform.beforePost = () => resolve(undefined)
      })
      vi.advanceTimersByTime(700)
      await posted
      await desk.digesting.leave()
    } finally {
      vi.useRealTimers()
    }
    expect(await desk.digesting.settled(5_000)).toBe(true)
  }, 10_000)

  it('posts a hundred that are due at once', async () => {
    const desk = createDigestsForTest(store(), before, {
      wait: (ms, signal) => delay(ms, undefined, { signal }),
    })
    for (let number = 0; number < 100; number += 1) {
      await desk.digests.set(roomOf(`C${number}`), rule, setter)
    }
    await desk.digesting.start()
    desk.moveTo(due)
    await expect.poll(() => desk.platform.posted, { timeout: 60_000, interval: 200 }).toHaveLength(200)
    await desk.digesting.leave()
    expect(await desk.digesting.settled(20_000)).toBe(true)
  }, 120_000)

  it('says once that the store is down, and goes on when it is back', async () => {
    let isDown = false
    const { db, health } = store()
    const shaky = new Proxy(db, {
      get(target, name) {
        if (isDown) throw new Error('the store is down')
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const desk = createDigestsForTest(store(), before, {
      store: { db: shaky, kind: 'embedded', health },
      tickMs: 20,
    })
    await desk.digests.set(room, rule, setter)
    isDown = true
    await desk.digesting.start()
    desk.moveTo(due)
    await delay(200)
    expect(desk.logged.filter((line) => line === 'digests wait for the store')).toHaveLength(1)
    isDown = false
    await vi.waitUntil(() => desk.platform.posted.length === 2, { timeout: 20_000 })
    expect(desk.logged).toContain('digests go on')
    await desk.digesting.leave()
    expect(await desk.digesting.settled(20_000)).toBe(true)
  })

  it('is not kept up by a digest that cannot be computed', async () => {
    const desk = createDigestsForTest(store(), before, {
      isHoliday: (on) => {
        if (on.startsWith('2026-11-24')) throw new Error('no such day')
        return false
      },
    })
    await desk.digests.set(room, rule, setter)
    await desk.digests.set(roomOf('C2'), { ...rule, at: '09:01', zone: 'Asia/Seoul' }, setter)
    desk.moveTo('2026-11-23T09:05:00+09:00')
    await desk.digesting.runDue()
    expect(desk.logged.filter((line) => line === 'the next digest cannot be computed')).toHaveLength(2)
    expect(await desk.digesting.nextDigestAt()).toBe('2026-11-24T00:05:00.000Z')
  })

  it('ends as failed what cannot be composed for half an hour', async () => {
    const composing = {
      compose: () => {
        throw new Error('a fault of ours')
      },
      takeSnapshot: () => ({}),
    }
    const desk = createDigestsForTest(store(), before, { composing })
    await desk.digests.set(room, rule, setter)
    desk.moveTo(due)
    const running = desk.digesting.runDue()
    const line = 'a digest was not brought to its end'
    await expect.poll(() => desk.logged, { timeout: 20_000 }).toContain(line)
    await store()
      .db.updateTable('digest_slot')
      .set({ not_before: new Date(0), created_at: new Date(Date.now() - 31 * 60_000) })
      .execute()
    expect((await running).map(({ state, reason }) => [state, reason])).toEqual([['failed', 'internal']])
    expect(desk.platform.told).toHaveLength(1)
  })
})
