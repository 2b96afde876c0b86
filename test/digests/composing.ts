import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Claim } from '../../src/core/claims.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import { takeSnapshot } from '../../src/core/digest/snapshot.ts'
import type { Item } from '../../src/core/item.ts'
import type { Mark, MarkKind } from '../../src/core/marks.ts'
import { composeDigest } from '../../src/digests/compose/compose-digest.ts'
import type { ComposedDigest, ComposeInput } from '../../src/digests/composing.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { wallTimes } from '../../src/text/wall-time.ts'
import { type Copied, copyOf } from '../helpers/customer-copy.ts'

const sato = { platform: 'slack', workspace: 'T1', person: 'U1', name: 'Misaki Sato' } as const

export const rule: DigestRule = {
  at: '09:00',
  zone: 'Asia/Tokyo',
  days: 30,
  locale: 'en',
  contains: null,
  everyDay: false,
}

export const claim = (item: string): Claim => ({
  item: item as Item,
  owner: sato,
  at: '2026-11-20T00:00:00Z' as Instant,
})

export const mark = (item: string, as: MarkKind): Mark => ({
  item: item as Item,
  as,
  by: sato,
  at: '2026-11-20T00:00:00Z' as Instant,
})

export interface Composition extends Partial<Omit<ComposeInput, 'base' | 'copies' | 'now' | 'rule'>> {
  readonly now?: string
  readonly rule?: Partial<DigestRule>
  /** What the room's last digest was made of; 9:00 of the day before in Tokyo where nothing else is said. */
  readonly before?: readonly Copied[]
  readonly beforeAt?: string
}

/** A digest of Saturday, 21 November 2026, 9:00 in Tokyo, where nothing else is said. */
export async function compose(
  copied: readonly Copied[],
  { now = '2026-11-21T00:00:00Z', before, beforeAt = '2026-11-20T00:00:00Z', ...more }: Composition = {},
): Promise<ComposedDigest> {
  const itsRule = { ...rule, ...more.rule }
  const snapshot = before && takeSnapshot(await Promise.all(before.map(copyOf)))
  const at = beforeAt as Instant
  return composeDigest({
    clock: createBusinessClock(() => Date.parse(now)),
    times: wallTimes,
    date: '2026-11-21' as CalendarDate,
    dueAt: '2026-11-21T00:00:00Z' as Instant,
    claims: [],
    marks: [],
    lastPassAt: '2026-11-20T23:00:00Z' as Instant,
    room: { platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false },
    ...more,
    now: now as Instant,
    rule: itsRule,
    copies: await Promise.all(
      copied.map((customer) => copyOf({ readAt: '2026-11-20T23:00:00Z', ...customer })),
    ),
    base: snapshot ? { snapshot, at, date: wallTimes.dateOf(at, itsRule.zone) } : null,
  })
}
