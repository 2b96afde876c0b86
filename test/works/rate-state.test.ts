import { describe, expect, it } from 'vitest'
import { readRateState } from '../../src/works/rate-state.ts'

const read = (headers: Record<string, string>, status = 200) =>
  readRateState({ status, headers: new Map(Object.entries(headers)) })

describe('the rate limit headers', () => {
  it('are read as counts and seconds', () => {
    const headers = {
      'ratelimit-ssed': '12',
      'ratelimit-limit': '240',
      'ratelimit-remaining': '228',
      'ratelimit-reset': '41',
    }
    expect(read(headers)).toEqual({ limit: 240, used: 12, remaining: 228, resetInSeconds: 41 })
  })

  it.each(['ratelimit-used', 'ratelimit-ssed'])('read the used count from %s', (name) => {
    expect(read({ [name]: '7' }).used).toBe(7)
  })

  it('leave nothing after a 429 with a time, and say nothing after one without', () => {
    expect(read({ 'ratelimit-reset': '5', 'ratelimit-remaining': '3' }, 429).remaining).toBe(0)
    expect(read({ 'retry-after': '5' }, 429)).toMatchObject({ remaining: 0, resetInSeconds: 5 })
    expect(read({}, 429).remaining).toBeUndefined()
  })

  it.each(['1767571200', '-1', 'soon', '', '1.5'])('pass over a reset of "%s"', (reset) => {
    expect(read({ 'ratelimit-reset': reset }).resetInSeconds).toBeUndefined()
  })
})
