import { addDays, type CalendarDate } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { type Composition, compose } from './composing.ts'

export const on = (text: string) => text as CalendarDate
export const today = on('2026-11-21')

export const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }
export const annual = { subscriptionId: '6', productId: 'STD', plan: 'ANNUAL_LICENSE', status: 'ACTIVE' }
export const renewal = (type: string) => ({ type, productId: null, plan: null, licenseCount: null })

/** A customer in Tokyo whose trial ends in so many days from 21 November. */
export const trialIn = (id: string, days: number, more: Partial<Copied> = {}): Copied => ({
  id,
  customer: { companyName: `Company ${id}`, timeZone: 'Asia/Tokyo' },
  subscriptions: [{ ...trial, endsOn: addDays(today, days) }],
  ...more,
})

/** What a section says: its title, and its lines without their buttons. */
export function sectionsOf(card: Card | undefined): Record<string, string[]> {
  const alone = { facts: [], actions: [], notes: [] }
  return Object.fromEntries(
    (card?.sections ?? []).map((section) => {
      const [title = '', ...lines] = linesOf({
        ...alone,
        kind: 'answer',
        title: section.title,
        sections: [section],
      })
      return [title, lines.slice(1).filter((line) => !line.startsWith('/'))]
    }),
  )
}

export const parentOf = async (copied: readonly Copied[], more: Composition = {}) => {
  const { parent } = await compose(copied, more)
  return { lines: linesOf(parent), sections: sectionsOf(parent) }
}

export const closer = 'New, or closer than on Fri, Nov 20, 2026'
export const changed = 'Changed since Fri, Nov 20, 2026'
