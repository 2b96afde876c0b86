import { type Instant, startOfMinute } from '../../core/calendar.ts'
import type { Customer } from '../../core/customer.ts'
import type { EndingList } from '../../core/ending-within.ts'
import { instant, type Phrase, parts, say } from '../../core/phrase.ts'
import { companyName } from '../customer/company-name.ts'
import { counted } from '../customer/period.ts'

/** A note is small print: a few names to recognise, the rest as a number. */
const namesShown = 5

const msPerMinute = 60_000
const msPerHour = 60 * msPerMinute
const msPerDay = 24 * msPerHour

/**
 * How old the copy is that a list was made from, and which customers it does not speak of, or may speak of wrongly.
 * `zone` is the reader's, for the times.
 */
export function copyNotes(
  { oldestReadAt, unread, failed }: Pick<EndingList, 'oldestReadAt' | 'unread' | 'failed'>,
  { lastPassAt, now, zone }: { lastPassAt: Instant | null; now: Instant; zone: string },
): Phrase[] {
  const timed = (at: Instant) => ({ at: instant(startOfMinute(at), zone), age: ageOf(at, now) })
  return [
    ...(oldestReadAt ? [say('copy.oldest', timed(oldestReadAt))] : []),
    lastPassAt ? say('copy.lastPass', timed(lastPassAt)) : say('copy.noPass'),
    ...(unread.length > 0 ? [say('copy.unread', { count: unread.length, names: named(unread) })] : []),
    ...(failed.length > 0 ? [say('copy.failed', { count: failed.length, names: named(failed) })] : []),
  ]
}

function named(customers: readonly Customer[]): Phrase {
  const further = customers.length - namesShown
  return parts(
    ...customers.slice(0, namesShown).map(companyName),
    ...(further > 0 ? [say('copy.furtherNames', { count: further })] : []),
  )
}

/** In the largest unit that is full. A time ahead of the clock counts as now: the two may run on different machines. */
function ageOf(at: Instant, now: Instant): Phrase {
  const ms = Date.parse(now) - Date.parse(at)
  if (ms < msPerMinute) return say('age.now')
  if (ms < msPerHour) return say('age.minutes', { count: Math.floor(ms / msPerMinute) })
  if (ms < msPerDay) return say('age.hours', { count: Math.floor(ms / msPerHour) })
  return counted('daysUntil', -Math.floor(ms / msPerDay))
}
