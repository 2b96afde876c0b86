import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startForTest({ wallClock: () => Date.parse('2026-11-21T03:00:00Z') })
})
afterAll(() => sandbox.close())

interface Found {
  readonly id: string
  readonly name: string
  readonly note: string
}

async function find(like: string): Promise<Found[]> {
  const url = `${sandbox.url}/_sandbox/customers?like=${encodeURIComponent(like)}`
  return (await fetch(url)).json() as Promise<Found[]>
}

describe('the search for customers', () => {
  it('gives the first ones for nothing, and never more than fit', async () => {
    const found = await find('')
    expect(found[0]).toEqual({ id: '10000001', name: 'LINE WORKS Corp.', note: 'trial ends in 13 days' })
    expect(found).toHaveLength(7)
    expect(await find('1000')).toEqual(found)
  })

  it.each([
    ['the beginning of an ID', '123456789', '1234567890123456789'],
    ['a part of a name, in any case', 'olympus TERR', '10000011'],
    ['a part of a name, in any width', 'ハンカク', '10000017'],
    ['a part of a domain', 'xample.co', '10000001'],
    ['a part of a note', 'no time zone', '10000012'],
  ])('goes by %s', async (_what, like, id) => {
    expect((await find(like)).map((customer) => customer.id)).toEqual([id])
  })

  it('finds nobody', async () => {
    expect(await find('nobody at all')).toEqual([])
  })

  it('tells of trials as the clock has it', async () => {
    const [ending] = await find('trial ends tomorrow')
    expect(ending?.note).toBe('trial ends tomorrow')
    sandbox.clock.advance('P1D')
    expect(await find(ending?.id ?? '')).toMatchObject([{ note: 'trial ends today' }])
    sandbox.clock.advance('P1D')
    expect(await find(ending?.id ?? '')).toMatchObject([{ note: 'trial suspended' }])
    sandbox.clock.reset()
  })
})
