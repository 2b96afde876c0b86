import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { silentLog } from '../helpers/known-partner.ts'
import { KnownCopies, type KnownCustomer } from './known-copies.ts'

function startMirror(customers: readonly KnownCustomer[] = [{ id: '1', name: 'Acme' }]) {
  const copies = new KnownCopies(customers)
  const clock = { nowMs: 1_000_000 }
  const warnings: object[] = []
  const log = { ...silentLog, warn: (fields: object) => warnings.push(fields) }
  return {
    copies,
    clock,
    warnings,
    directory: createDirectory({ copies, wallClock: () => clock.nowMs, log }),
  }
}

describe('the mirror', () => {
  it('finds, lists and tells the time of the last pass', async () => {
    const { directory, copies } = startMirror()
    expect(await directory.find('acme')).toEqual({ kind: 'one', domainId: '1' })
    expect((await directory.copies()).map(({ customer }) => customer.domainId)).toEqual(['1'])
    expect(await directory.lastPassAt()).toBe(copies.passAt)
  })

  it('asks the store once a second, for what has changed', async () => {
    const { directory, copies, clock } = startMirror()
    await directory.find('acme')
    copies.put({ id: '2', name: 'Birch' })
    clock.nowMs += 999
    expect(await directory.find('birch')).toMatchObject({ kind: 'none' })
    clock.nowMs += 1
    expect(await directory.find('birch')).toEqual({ kind: 'one', domainId: '2' })
    expect(await directory.copies()).toHaveLength(2)
    expect(copies.asked).toEqual([0, 1])
  })

  it('forgets a former name, code and domain', async () => {
    const { directory, copies, clock } = startMirror([
      { id: '1', name: 'Acme', code: 'A1', domain: 'acme.example' },
    ])
    await directory.find('acme')
    copies.put({ id: '1', name: 'Birch', code: 'B1', domain: 'birch.example' })
    clock.nowMs += 1000
    for (const former of ['acme', 'A1', 'acme.example']) {
      expect(await directory.find(former)).toMatchObject({ kind: 'none' })
    }
    for (const present of ['birch', 'B1', 'birch.example']) {
      expect(await directory.find(present)).toEqual({ kind: 'one', domainId: '1' })
    }
    expect(await directory.copies()).toHaveLength(1)
  })

  it('marks one that has gone since', async () => {
    const { directory, copies, clock } = startMirror([
      { id: '1', name: 'Acme East' },
      { id: '2', name: 'Acme West Coast' },
    ])
    expect(await directory.find('acme')).toMatchObject({ candidates: [{ domainId: '1' }, { domainId: '2' }] })
    copies.put({ id: '1', name: 'Acme East', isGone: true })
    clock.nowMs += 1000
    expect(await directory.find('acme')).toMatchObject({
      candidates: [
        { domainId: '2', isGone: false },
        { domainId: '1', isGone: true },
      ],
    })
  })

  it('gives out names that stay as they are, and new ones only when a name, code or domain has changed', async () => {
    const { directory, copies, clock } = startMirror([{ id: '1', name: 'Acme Foods' }])
    const former = await directory.names()
    expect(await directory.names()).toBe(former)

    copies.put({ id: '1', name: 'Acme Foods' })
    clock.nowMs += 1000
    expect(await directory.names()).toBe(former)

    copies.put({ id: '1', name: 'Birch Tea' }, { id: '2', name: 'Cedar Tea' })
    clock.nowMs += 1000
    const present = await directory.names()
    const idsIn = (names: typeof former, text: string) =>
      names.mentionedIn(text).flatMap(({ candidates }) => candidates.map(({ domainId }) => domainId))
    expect(idsIn(present, 'Acme Foods, Birch Tea and Cedar Tea')).toEqual(['1', '2'])
    expect(idsIn(former, 'Acme Foods, Birch Tea and Cedar Tea')).toEqual(['1'])
    expect(former.withPart('cedar')).toEqual([])
    expect(former.withId('2' as DomainId)).toBeUndefined()
  })

  it('prepares names again only after a while where that takes long', async () => {
    let nowMs = 0
    const copies = new KnownCopies([{ id: '1', name: 'Acme Foods' }])
    // Each look takes a hundred milliseconds, as if what happens in between did.
    const wallClock = () => {
      nowMs += 100
      return nowMs
    }
    const directory = createDirectory({ copies, wallClock, log: silentLog })
    const former = await directory.names()
    copies.put({ id: '2', name: 'Cedar Tea' })
    nowMs += 2000
    expect(await directory.names()).toBe(former)
    nowMs += 5000
    expect((await directory.names()).withId('2' as DomainId)).toBeDefined()
  })

  it('takes a customer who is called like an ordinary word for that word', async () => {
    const directory = createDirectory({
      copies: new KnownCopies([{ id: '1', name: '株式会社トライアル' }]),
      wallClock: () => 0,
      log: silentLog,
      ordinaryWords: ['ﾄﾗｲｱﾙ'],
    })
    const names = await directory.names()
    expect(names.mentionedIn('トライアルはいつまで？')).toEqual([])
    expect(names.mentionedIn('トライアルさんのプランは？')).toHaveLength(1)
  })

  it('asks the store once for many who ask at once', async () => {
    const { directory, copies } = startMirror()
    await Promise.all(Array.from({ length: 50 }, () => directory.find('acme')))
    expect(copies.asked).toEqual([0])
  })
})

describe('a store that fails', () => {
  const fail = async () => {
    throw new Error('no connection')
  }

  it('at first is an error, and the next one to ask tries again', async () => {
    const { directory, copies } = startMirror()
    copies.before = fail
    await expect(directory.find('acme')).rejects.toThrow('no connection')
    copies.before = async () => {}
    expect(await directory.find('acme')).toEqual({ kind: 'one', domainId: '1' })
  })

  it('to answer at first at all is waited for no longer than people wait, by all of them together', async () => {
    const { copies, directory } = startMirror()
    const { promise, resolve } = Promise.withResolvers<void>()
    copies.before = () => promise
    const begunAt = performance.now()
    await expect(directory.find('acme')).rejects.toMatchObject({ code: 'store_down' })
    await expect(directory.names()).rejects.toMatchObject({ code: 'store_down' })
    expect(performance.now() - begunAt).toBeLessThan(4_000)
    resolve()
    await expect.poll(() => directory.copies().catch(() => [])).not.toEqual([])
  })

  it('later costs nobody an answer, is logged once a second, and mends itself', async () => {
    const { directory, copies, clock, warnings } = startMirror()
    await directory.find('acme')
    copies.put({ id: '2', name: 'Birch' })
    copies.before = fail
    clock.nowMs += 1000
    expect(await directory.find('acme')).toEqual({ kind: 'one', domainId: '1' })
    expect(await directory.find('acme')).toEqual({ kind: 'one', domainId: '1' })
    expect(warnings).toMatchObject([{ err: { message: 'no connection' } }])

    copies.before = async () => {}
    clock.nowMs += 1000
    expect(await directory.find('birch')).toEqual({ kind: 'one', domainId: '2' })
  })

  it('to answer at all is not waited for, and what it says in the end is taken', async () => {
    const { directory, copies, clock } = startMirror()
    await directory.find('acme')
    copies.put({ id: '2', name: 'Birch' })
    let answer = () => {}
    const late = new Promise<void>((resolve) => {
      answer = resolve
    })
    copies.before = () => late
    clock.nowMs += 1000
    expect(await directory.find('acme')).toEqual({ kind: 'one', domainId: '1' })
    answer()
    expect(await directory.find('birch')).toEqual({ kind: 'one', domainId: '2' })
  })
})
