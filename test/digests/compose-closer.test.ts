import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/calendar.ts'
import { changed, closer, parentOf, sectionsOf, today, trialIn } from './composed-sections.ts'
import { compose } from './composing.ts'

describe('what has come closer is named', () => {
  it.each([
    // days left, days since the last digest, whether it is named
    [0, 1, true],
    [1, 1, true],
    [2, 1, false],
    [3, 1, true],
    [4, 1, false],
    [7, 1, true],
    [8, 1, false],
    [14, 1, true],
    [15, 1, false],
    [30, 1, true],
    // From a Friday to a Monday.
    [2, 3, true],
    [4, 3, false],
    [5, 3, true],
    [12, 3, true],
    [29, 3, true],
    [27, 3, false],
  ])('%i days left, %i after the last digest: %s', async (daysLeft, daysSince, isNamed) => {
    const copied = [trialIn('1', daysLeft)]
    const beforeAt = `${addDays(today, -daysSince)}T00:00:00Z`
    const { parent, details } = await compose(copied, { before: copied, beforeAt })
    expect(
      Object.values(sectionsOf(parent))
        .flat()
        .some((line) => line.startsWith('Company 1')),
    ).toBe(isNamed)
    // What is not named in the room is in the thread.
    expect(details !== undefined).toBe(!isNamed)
  })

  it('by the calendar of the customer', async () => {
    // 16:30 of the 20th in Los Angeles: still two days, as at the digest before.
    const inAmerica = trialIn('1', 1, { customer: { companyName: 'Acme', timeZone: 'America/Los_Angeles' } })
    const soon = await parentOf([inAmerica], {
      before: [inAmerica],
      now: '2026-11-21T00:30:00Z',
      beforeAt: '2026-11-20T08:30:00Z',
    })
    expect(soon.sections[closer]).toBeUndefined()
    const later = await parentOf([inAmerica], {
      before: [inAmerica],
      now: '2026-11-21T08:30:00Z',
      beforeAt: '2026-11-20T08:30:00Z',
    })
    expect(later.sections[closer]).toHaveLength(1)
  })

  it('and what is new, whatever its range', async () => {
    const { sections } = await parentOf([trialIn('1', 20)], { before: [] })
    expect(sections[closer]).toHaveLength(1)
  })

  it('but not what is named as changed', async () => {
    const { sections } = await parentOf([trialIn('1', 1)], { before: [trialIn('1', 0)] })
    expect(sections[changed]).toEqual([expect.stringContaining('Extended')])
    expect(sections[closer]).toBeUndefined()
  })
})
