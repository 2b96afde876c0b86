import type { Reader } from '../../core/call.ts'
import type { DomainId } from '../../core/customer.ts'
import type { Ending } from '../../core/expiry.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'

/** So many days, for the sentences about a window. */
export function daysAhead(days: number): { days: Phrase } {
  return { days: say('expiring.days', { count: days }) }
}

/** For how many of those listed the days are counted in the reader's zone. */
export function zonelessNotes(
  listed: readonly Ending[],
  withoutZone: ReadonlySet<DomainId>,
  { zone }: Reader,
): Phrase[] {
  const count = new Set(listed.map(({ domainId }) => domainId)).intersection(withoutZone).size
  return count > 0 ? [say('expiring.zoneless', { count, zone: data(zone) })] : []
}
