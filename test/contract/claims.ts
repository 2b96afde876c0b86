import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimOwner, Claims } from '../../src/core/claims.ts'
import type { Item } from '../../src/core/item.ts'
import { createClaims } from '../../src/storage/claims.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const item = '10000001/5/serviceTrial/2026-11-30' as Item
const other = '10000001/5/serviceTrial/2027-11-30' as Item
const misaki: ClaimOwner = { platform: 'slack', workspace: 'T1', person: 'U1', name: '佐藤 美咲' }
const minho: ClaimOwner = { platform: 'lineworks', workspace: '400000001', person: 'u-2', name: '박민호' }

/** Registers the tests that hold for claims on every store. */
export function claimsContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`claims on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let claims: Claims

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      claims = createClaims(store.db)
    })
    afterEach(async () => {
      await store.db.deleteFrom('claim').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    const heldBy = async () => (await claims.all()).map((claim) => [claim.item, claim.owner.name])

    it('are of the first who takes, by the database’s clock, whoever asks again', async () => {
      const begunAt = Date.now()
      const first = await claims.take(item, misaki)
      expect(first).toEqual({ item, owner: misaki, at: expect.stringMatching(/^\d{4}-.*Z$/) })
      expect(Math.abs(Date.parse(first.at) - begunAt)).toBeLessThan(60_000)
      expect(await claims.take(item, minho)).toEqual(first)
      expect(await claims.take(item, misaki)).toEqual(first)
      expect(await claims.all()).toEqual([first])
    })

    it('are one for each item', async () => {
      await claims.take(item, misaki)
      await claims.take(other, minho)
      expect(await heldBy()).toEqual([
        [item, misaki.name],
        [other, minho.name],
      ])
    })

    it('can be taken over, from then on, and also where nobody has it', async () => {
      const { at } = await claims.take(item, misaki)
      const taken = await claims.takeOver(item, minho)
      expect(taken).toMatchObject({ item, owner: minho })
      expect(Date.parse(taken.at)).toBeGreaterThanOrEqual(Date.parse(at))
      expect(await claims.takeOver(other, misaki)).toMatchObject({ item: other, owner: misaki })
      expect(await heldBy()).toEqual([
        [item, minho.name],
        [other, misaki.name],
      ])
    })

    it('are let go by whoever has them, and can be taken by another then', async () => {
      await claims.take(item, misaki)
      await claims.release(item, { ...misaki })
      await claims.release(item, misaki)
      expect(await claims.all()).toEqual([])
      expect(await claims.take(item, minho)).toMatchObject({ owner: minho })
    })

    it.each<[string, Partial<ClaimOwner>]>([
      ['another person', { person: 'U2' }],
      ['the same id in another workspace', { workspace: 'T2' }],
      ['the same id on another platform', { platform: 'lineworks' }],
    ])('are not let go by %s', async (_who, difference) => {
      await claims.take(item, misaki)
      await claims.release(item, { ...misaki, ...difference })
      await claims.release(other, misaki)
      expect(await heldBy()).toEqual([[item, misaki.name]])
    })

    it('have one owner when twenty take at the same time, and all are told the same', async () => {
      const people = Array.from({ length: 20 }, (_, number) => ({ ...misaki, person: `U${number}` }))
      const told = await Promise.all(people.map((person) => claims.take(item, person)))
      const [held, ...more] = await claims.all()
      expect(more).toEqual([])
      expect(new Set(told.map(({ owner }) => owner.person))).toEqual(new Set([held?.owner.person]))
    })

    it('have one owner when twenty take and let go at the same time', async () => {
      const people = Array.from({ length: 20 }, (_, number) => ({ ...misaki, person: `U${number}` }))
      const told = await Promise.all(
        people.map(async (person, number) => {
          if (number % 2) await claims.release(item, person)
          return claims.take(item, person)
        }),
      )
      expect(told.every((claim) => claim.item === item)).toBe(true)
      expect(await claims.all()).toHaveLength(1)
    })

    it('keep names as they are, but for what the store cannot hold', async () => {
      const name = `O'Hara"; drop table claim; -- 🧑‍💻 \u202e <!channel>`
      await claims.take(item, { ...misaki, name })
      await claims.take(other, { ...misaki, name: 'a\0b' })
      expect(await heldBy()).toEqual([
        [item, name],
        [other, 'ab'],
      ])
    })

    it('can hang on the longest item', async () => {
      const long = `1/${'%E5%90%8D'.repeat(99)}/serviceTrial/-` as Item
      await claims.take(long, misaki)
      expect(await heldBy()).toEqual([[long, misaki.name]])
    })
  })
}
