import { expect, it } from 'vitest'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { nearestEndOn } from '../../src/directory/collect/nearest-end-on.ts'
import { type Copied, copyOf } from '../helpers/customer-copy.ts'

const today = '2026-11-21' as CalendarDate
const on = (day: string) => day as CalendarDate

const rows: readonly (readonly [name: string, copied: Copied, expected: string | null])[] = [
  ['nothing', {}, null],
  [
    'a trial’s end',
    { subscriptions: [{ productId: 'STD_T', plan: 'TRIAL', endsOn: on('2026-11-24') }] },
    '2026-11-24',
  ],
  [
    'a contract that renews by itself',
    { subscriptions: [{ productId: 'STD', plan: 'MONTHLY', endsOn: on('2026-11-24') }] },
    null,
  ],
  [
    'a scheduled task, before a later one',
    {
      tasks: [
        { type: 'APPLY', appliesOn: on('2026-12-01') },
        { type: 'CANCEL', appliesOn: on('2026-11-30') },
      ],
    },
    '2026-11-30',
  ],
  [
    'yesterday, which may be today elsewhere',
    { tasks: [{ type: 'APPLY', appliesOn: on('2026-11-20') }] },
    '2026-11-20',
  ],
  ['what is past, and no longer near', { tasks: [{ type: 'APPLY', appliesOn: on('2026-11-19') }] }, null],
  ['an end without a date', { tasks: [{ type: 'APPLY', appliesOn: null }] }, null],
]

it.each(rows)('the nearest end: %s', async (_, copied, expected) => {
  const { customer, subscriptions, options, tasks } = await copyOf(copied)
  const parts = { subscriptions: subscriptions ?? [], options: options ?? [], tasks: tasks ?? [] }
  expect(nearestEndOn(customer, parts, today)).toBe(expected)
})
