import { describe, expect, it } from 'vitest'
import { storeDown } from '../../src/storage/store-errors.ts'
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

/** Gives each word back, as long as nothing is found against those of one moment; notes what it is asked. */
function echoing() {
  const asked: string[] = []
  let findFault: (words: readonly string[]) => Error | undefined = () => undefined
  const echo = together(async (words: readonly string[]) => {
    asked.push(words.join(''))
    const fault = findFault(words)
    if (fault) throw fault
    return words
  })
  return {
    asked,
    echo,
    turn(to: typeof findFault) {
      findFault = to
    },
  }
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

  it('fails together while the store is down, which is asked once, and the next does not', async () => {
    const { asked, echo, turn } = echoing()
    turn(() => storeDown('no connection'))
    const failed = await Promise.allSettled(['a', 'b', 'c', 'd'].map(echo))
    expect(failed.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
    expect(asked).toEqual(['abcd'])
    turn(() => undefined)
    expect(await echo('e')).toBe('e')
  })

  it('is done but for what is refused, and each hears of its own', async () => {
    const { asked, echo, turn } = echoing()
    const refusal = new Error('refused')
    turn((words) => (words.includes('x') ? refusal : undefined))
    const told = await Promise.allSettled(['a', 'b', 'x', 'c'].map(echo))
    expect(told).toEqual([
      { status: 'fulfilled', value: 'a' },
      { status: 'fulfilled', value: 'b' },
      { status: 'rejected', reason: refusal },
      { status: 'fulfilled', value: 'c' },
    ])
    expect(asked).toEqual(['abxc', 'ab', 'xc', 'x', 'c'])
  })

  it('takes few tries where one of many is refused, and fewer once the store is down', async () => {
    const { asked, echo, turn } = echoing()
    const words = Array.from({ length: 1_000 }, (_, index) => (index === 700 ? 'x' : '.'))
    turn((these) => (these.includes('x') ? new Error('refused') : undefined))
    const told = await Promise.allSettled(words.map(echo))
    expect(told.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([700])
    expect(asked.length).toBeLessThan(24)

    asked.length = 0
    turn(() => (asked.length === 1 ? new Error('refused') : storeDown('no connection')))
    const failed = await Promise.allSettled(words.map(echo))
    expect(failed.every(({ status }) => status === 'rejected')).toBe(true)
    expect(asked.map((these) => these.length)).toEqual([1_000, 500, 500])
  })
})
