import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { createInbox } from '../../src/storage/inbox.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const leaseMs = 60_000
/** A lease that is over when it begins. */
const over = -1
const none = { received: [], uncertain: [] }

const event = (key: string) => ({ platform: 'lineworks' as const, key, payload: `payload of ${key}` })
const a = event('a')

/** Registers the tests that hold for the inbox on every store. */
export function inboxContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`the inbox on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let first: Inbox
    let second: Inbox

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      first = createInbox(store.db)
      second = createInbox(store.db)
    })
    afterEach(async () => {
      await store.db.deleteFrom('inbox').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    const rowOf = (key: string) =>
      store.db
        .selectFrom('inbox')
        .select(['outcome', 'payload'])
        .where('key', '=', key)
        .executeTakeFirstOrThrow()

    it('is taken by one of many at the same time, and never again', async () => {
      const takes = Array.from({ length: 10 }, (_, number) => (number % 2 ? first : second).take(a, leaseMs))
      expect((await Promise.all(takes)).filter(Boolean)).toEqual([true])
      await first.settle(a, 'answered')
      await second.settle(a, 'answered')
      expect(await second.take(a, leaseMs)).toBe(false)
    })

    it('takes many at one time, each once, and in any order', async () => {
      const keys = Array.from({ length: 300 }, (_, number) => `key ${number}`)
      const byFirst = [...keys, ...keys].map((key) => first.take(event(key), leaseMs))
      const bySecond = keys.toReversed().map((key) => second.take(event(key), leaseMs))
      const taken = await Promise.all([...byFirst, ...bySecond])
      expect(taken.filter(Boolean)).toHaveLength(keys.length)
      const again = await Promise.all(keys.map((key) => second.take(event(key), leaseMs)))
      expect(again.filter(Boolean)).toEqual([])
    })

    it('takes all of one moment but what the store refuses', async () => {
      const refused = { ...event('refused'), payload: 'text with\0' }
      const taken = await Promise.allSettled(
        [event('b'), refused, event('b'), a].map((each) => first.take(each, leaseMs)),
      )
      expect(taken.map((told) => (told.status === 'fulfilled' ? told.value : 'refused'))).toEqual([
        true,
        'refused',
        false,
        true,
      ])
      const rows = await store.db.selectFrom('inbox').select('key').orderBy('key').execute()
      expect(rows.map(({ key }) => key)).toEqual(['a', 'b'])
    })

    it('leases each of many for its own time', async () => {
      await Promise.all([first.take(event('short'), over), first.take(event('long'), leaseMs)])
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual({
        received: [event('short')],
        uncertain: [],
      })
    })

    it('tells platforms apart', async () => {
      expect(await first.take(a, leaseMs)).toBe(true)
      expect(await first.take({ ...a, platform: 'slack' }, over)).toBe(true)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
    })

    it('leaves alone what is leased', async () => {
      await first.take(a, leaseMs)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
    })

    it('gives what was let go to one of several, the oldest first', async () => {
      for (const key of ['c', 'a', 'b']) {
        await first.take(event(key), over)
        await sql`select pg_sleep(0.002)`.execute(store.db)
      }
      expect(await second.takeOver('lineworks', 2, leaseMs)).toEqual({
        received: [event('c'), event('a')],
        uncertain: [],
      })
      const rest = await Promise.all([first, second].map((each) => each.takeOver('lineworks', 10, leaseMs)))
      expect(rest.flatMap(({ received }) => received)).toEqual([event('b')])
    })

    it('keeps for its holder what is renewed, and for nobody else', async () => {
      await first.take(a, over)
      await second.renew(a, leaseMs)
      expect((await second.takeOver('lineworks', 10, over)).received).toEqual([a])
      await first.renew(a, leaseMs)
      expect((await first.takeOver('lineworks', 10, over)).received).toEqual([a])
      await first.renew(a, leaseMs)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
    })

    it('does not let one answer what another has taken over', async () => {
      await first.take(a, over)
      await second.takeOver('lineworks', 10, leaseMs)
      expect(await first.sending(a)).toBe(false)
      await first.settle(a, 'failed')
      expect(await second.sending(a)).toBe(true)
      await second.settle(a, 'answered')
      expect(await second.sending(a)).toBe(false)
      expect((await rowOf('a')).outcome).toBe('answered')
    })

    it('gives others what its holder noted last, and keeps no notes of those who hold it no more', async () => {
      await first.take(a, over)
      expect(await first.note({ ...a, payload: 'half way' })).toBe(true)
      expect((await second.takeOver('lineworks', 10, leaseMs)).received).toEqual([
        { ...a, payload: 'half way' },
      ])
      expect(await first.note({ ...a, payload: 'too late' })).toBe(false)
      await second.settle(a, 'answered')
      expect(await second.note({ ...a, payload: 'after the end' })).toBe(false)
      expect((await rowOf('a')).payload).toBe('')
    })

    it('gives others at once what is let go, which its holder then neither answers nor settles', async () => {
      await first.take(a, leaseMs)
      await second.letGo(a)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
      await first.letGo(a)
      await first.settle(a, 'failed')
      expect(await first.sending(a)).toBe(false)
      expect((await second.takeOver('lineworks', 10, leaseMs)).received).toEqual([a])
    })

    it('does not let go what is being sent', async () => {
      await first.take(a, leaseMs)
      await first.sending(a)
      await first.letGo(a)
      await first.settle(a, 'answered')
      expect((await rowOf('a')).outcome).toBe('answered')
    })

    it('settles what was being sent as uncertain, and gives it to nobody', async () => {
      await first.take(a, over)
      await first.sending(a)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual({ received: [], uncertain: ['a'] })
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
      expect((await rowOf('a')).outcome).toBe('uncertain')
    })

    it('believes the sender who comes back to what was settled as uncertain', async () => {
      await first.take(a, over)
      await first.sending(a)
      await second.takeOver('lineworks', 10, leaseMs)
      await first.settle(a, 'answered')
      await first.settle(a, 'failed')
      expect((await rowOf('a')).outcome).toBe('answered')
    })

    it('gives others what was about to be sent and was not', async () => {
      await first.take(a, over)
      await first.sending(a)
      await second.notSent(a)
      await first.notSent(a)
      expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual({ received: [a], uncertain: [] })
    })

    it.each(['answered', 'uncertain'] as const)(
      'does not let who has taken it over answer what its sender settles as %s',
      async (outcome) => {
        await first.take(a, over)
        await second.takeOver('lineworks', 10, leaseMs)
        await first.settle(a, outcome)
        expect(await second.sending(a)).toBe(false)
        expect(await rowOf('a')).toEqual({ outcome, payload: '' })
      },
    )

    it.each(['answered', 'failed', 'uncertain'] as const)(
      'forgets the content of what is settled as %s, and gives it to nobody',
      async (outcome) => {
        await first.take(a, over)
        await first.settle(a, outcome)
        expect(await rowOf('a')).toEqual({ outcome, payload: '' })
        expect(await second.takeOver('lineworks', 10, leaseMs)).toEqual(none)
      },
    )

    it('gives way at once where it is alone on its store', async () => {
      await first.take(a, leaseMs)
      await first.take(event('sent'), leaseMs)
      await first.sending(event('sent'))
      const next = createInbox(store.db, { isAlone: true })
      await next.take(event('own'), leaseMs)
      expect(await next.takeOver('lineworks', 10, leaseMs)).toEqual({ received: [a], uncertain: ['sent'] })
      expect(await next.takeOver('lineworks', 10, leaseMs)).toEqual(none)
    })

    it('forgets the content of what nobody has answered for long, and gives it to nobody', async () => {
      for (const key of ['open', 'sent', 'answered', 'new']) await first.take(event(key), over)
      await first.sending(event('sent'))
      await first.settle(event('answered'), 'answered')
      await sql`update inbox set taken_at = now() - interval '24 hours' where key <> 'new'`.execute(store.db)
      await first.prune(48 * 3_600_000, 24 * 3_600_000)
      expect(await rowOf('open')).toEqual({ outcome: 'failed', payload: '' })
      expect(await rowOf('sent')).toEqual({ outcome: 'uncertain', payload: '' })
      expect(await rowOf('answered')).toEqual({ outcome: 'answered', payload: '' })
      expect((await second.takeOver('lineworks', 10, leaseMs)).received).toEqual([event('new')])
    })

    it('prunes what was taken long enough ago, whatever became of it', async () => {
      for (const key of ['open', 'old', 'new']) await first.take(event(key), over)
      await first.settle(event('old'), 'answered')
      await first.settle(event('new'), 'failed')
      await sql`update inbox set taken_at = now() - interval '48 hours' where key <> 'new'`.execute(store.db)
      await first.prune(48 * 3_600_000, 24 * 3_600_000)
      const rows = await store.db.selectFrom('inbox').select('key').execute()
      expect(rows.map(({ key }) => key)).toEqual(['new'])
    })
  })
}
