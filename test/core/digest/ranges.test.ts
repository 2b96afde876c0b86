import { expect, it } from 'vitest'
import { rangeIndex, rangesWithin } from '../../../src/core/digest/ranges.ts'

const words = (days: number) =>
  rangesWithin(days).map(({ from, to }) => (from === to ? `${to}` : `${from}-${to}`))

it.each([
  [1, ['0', '1']],
  [2, ['0', '1', '2']],
  [3, ['0', '1', '2-3']],
  [7, ['0', '1', '2-3', '4-7']],
  [10, ['0', '1', '2-3', '4-7', '8-10']],
  [14, ['0', '1', '2-3', '4-7', '8-14']],
  [15, ['0', '1', '2-3', '4-7', '8-14', '15']],
  [365, ['0', '1', '2-3', '4-7', '8-14', '15-365']],
])('%i days are looked at in ranges', (days, expected) => {
  expect(words(days)).toEqual(expected)
})

it.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [14, 4],
  [15, 5],
  [30, 5],
  [31, 6],
])('%i days left of 30 are in range %i', (daysLeft, index) => {
  expect(rangeIndex(rangesWithin(30), daysLeft)).toBe(index)
})
