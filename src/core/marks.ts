import type { CalendarDate, Instant } from './calendar.ts'
import type { ClaimOwner } from './claims.ts'
import type { Item } from './item.ts'

/** Why an item leaves the next digests. */
export type MarkKind =
  | { readonly kind: 'done' }
  /** Until that day, where the digest is read. */
  | { readonly kind: 'snoozed'; readonly until: CalendarDate }

export interface Mark {
  readonly item: Item
  readonly as: MarkKind
  readonly by: ClaimOwner
  readonly at: Instant
}

/** What people have seen to, or put off; one mark at most for one thing. */
export interface Marks {
  /** In place of what was there. */
  set(item: Item, as: MarkKind, by: ClaimOwner): Promise<Mark>
  clear(item: Item): Promise<void>
  all(): Promise<readonly Mark[]>
}

/** Whether a digest leaves it out on a day. */
export function isPutAway({ as }: Mark, today: CalendarDate): boolean {
  return as.kind === 'done' || today < as.until
}
