import { describe, expect, it } from 'vitest'
import { together } from '../../src/storage/together.ts'

/** Notes how much was done at a time, and gives each wish doubled. */
function doubling() {
  const sizes: number[] = []
  const double = together(async (wishes: readonly number[]) => {
    sizes.push(wishes.length)
    return wishes.map((wish) => wish * 2)
  })
  return { sizes, double }
}

describe('what is wished for in one moment', () => {
  it('is done at once, and each hears of its own', async () => {
    const { sizes, double } = doubling()
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
    expect(await double(4)).toBe(8)
    expect(sizes).toEqual([3, 1])
  })

  it('is done in several goes where it is too much', async () => {
    const { sizes, double } = doubling()
    const wishes = Array.from({ length: 2_500 }, (_, index) => index)
    expect(await Promise.all(wishes.map(double))).toEqual(wishes.map((wish) => wish * 2))
    expect(sizes).toEqual([1_000, 1_000, 500])
  })

  it('fails together, and the next does not', async () => {
    let isBroken = true
    const echo = together(async (wishes: readonly string[]) => {
      if (isBroken) throw new Error('no connection')
      return wishes
    })
    const failed = await Promise.allSettled([echo('a'), echo('b')])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect(await echo('c')).toBe('c')
  })
})
