import { data, instant, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'

/** What time it is where the customer is, with the zone. */
export function tellLocalTime({ customer, zone, now }: Gathered): Phrase[] {
  const given = customer.timeZone?.trim()
  if (!given) return [say('about.localTime.none')]
  // Another one is in use where the customer's own cannot be.
  if (given !== zone) return [say('about.localTime.unknown', { zone: data(given) })]
  return [say('about.localTime.now', { at: instant(now, zone) })]
}
