import { describe, expect, it } from 'vitest'
import { closer, on, parentOf, today, trialIn } from './composed-sections.ts'
import { mark } from './composing.ts'

describe('who looks after what is seen to or put off', () => {
  const item = '1/5/serviceTrial/2026-11-24'
  const copied = [trialIn('1', 3), trialIn('2', 3)]

  it.each([
    ['done', mark(item, { kind: 'done' }), false],
    ['put off till tomorrow', mark(item, { kind: 'snoozed', until: on('2026-11-22') }), false],
    ['put off till today', mark(item, { kind: 'snoozed', until: today }), true],
    ['put off with another end', mark('1/5/serviceTrial/2026-11-23', { kind: 'done' }), true],
  ])('%s: listed %s', async (_how, given, isListed) => {
    const { sections, lines } = await parentOf(copied, { marks: [given] })
    const names = sections['Ending within 3 days']?.map((line) => line.split(' (')[0])
    expect(names).toEqual(isListed ? ['Company 1', 'Company 2'] : ['Company 2'])
    expect(lines.includes('1 done or snoozed, and left out')).toBe(!isListed)
  })

  it('is told when the day has come, though it has not come closer', async () => {
    const marks = [mark('1/5/serviceTrial/2026-11-26', { kind: 'snoozed', until: today })]
    const five = [trialIn('1', 5)]
    expect((await parentOf(five, { marks, before: five })).sections[closer]).toHaveLength(1)
    const aDayOn = { now: '2026-11-22T00:00:00Z', beforeAt: '2026-11-21T00:00:00Z' }
    expect((await parentOf(five, { marks, before: five, ...aDayOn })).sections).toEqual({
      Overview: ['In 4 to 7 days: 1'],
    })
  })

  it('and what is done is no change either', async () => {
    const marks = [mark('1/5/serviceTrial/2026-11-20', { kind: 'done' })]
    const { sections } = await parentOf([trialIn('1', -1)], { before: [trialIn('1', -1)], marks })
    expect(sections).toEqual({})
  })

  it('by the date where the room is', async () => {
    const marks = [mark(item, { kind: 'snoozed', until: on('2026-11-21') })]
    const inHawaii = await parentOf(copied, { marks, rule: { zone: 'Pacific/Honolulu' } })
    expect(inHawaii.lines).toContain('1 done or snoozed, and left out')
  })
})
