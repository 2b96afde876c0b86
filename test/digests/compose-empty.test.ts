import { describe, expect, it } from 'vitest'
import type { Copied } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { annual, renewal, today, trialIn } from './composed-sections.ts'
import { type Composition, compose, mark } from './composing.ts'

describe('a digest is empty', () => {
  const quiet: Copied = { subscriptions: [{ ...annual, endsOn: today, renewal: renewal('STAY') }] }

  it.each<[string, Copied[], Composition, boolean]>([
    ['where nothing ends', [quiet], {}, true],
    ['without customers', [], {}, true],
    [
      'where all is done',
      [trialIn('1', 0)],
      { marks: [mark('1/5/serviceTrial/2026-11-21', { kind: 'done' })] },
      true,
    ],
    ['not where something ends', [trialIn('1', 30)], {}, false],
    ['but where it ends too late', [trialIn('1', 31)], {}, true],
    ['not where something has changed', [{ ...quiet, isGone: true }], { before: [quiet] }, false],
    ['not where somebody was not read', [{ isRead: false }], {}, false],
    ['not where a read failed', [{ ...quiet, failure: 'partner_down' }], {}, false],
    ['not before the first pass', [quiet], { lastPassAt: null }, false],
  ])('%s', async (_when, copied, more, isEmpty) => {
    expect((await compose(copied, more)).isEmpty).toBe(isEmpty)
  })

  it('and can be shown nevertheless', async () => {
    const { parent, details, command } = await compose([quiet], { rule: { days: 14 } })
    expect(linesOf(parent)[1]).toBe('Nothing is due within 14 days.')
    expect(details).toBeUndefined()
    expect(command).toBe('digest now')
  })

  it('and does not claim what it cannot know', async () => {
    const { parent } = await compose([quiet, { id: '8', isRead: false }])
    expect(linesOf(parent)[1]).toMatch(/^Nothing is known to be due/)
  })
})
