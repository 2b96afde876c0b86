import { defaultWish } from '../expiring-arguments.ts'
import type { DigestRule } from './rule.ts'
import { toZoneName } from './zone.ts'

/** What a room gets where nothing else is said: by the clocks of whoever asks, in the room's language. */
export function usualRule({ zone, locale }: Pick<DigestRule, 'zone' | 'locale'>): DigestRule {
  return {
    at: '09:00',
    zone: toZoneName(zone),
    days: defaultWish.days,
    locale,
    contains: null,
    everyDay: false,
  }
}
