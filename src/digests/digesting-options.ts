import type { CalendarDate } from '../core/calendar.ts'
import type { Call } from '../core/call.ts'
import type { Claims } from '../core/claims.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { WallTimes } from '../core/digest/schedule.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import type { Directory } from '../core/directory.ts'
import type { Marks } from '../core/marks.ts'
import type { BusinessClock, Log, WallClock } from '../core/ports.ts'
import type { Store } from '../storage/store.ts'
import type { Composing } from './composing.ts'

/** What digests are given from outside. */
export interface DigestingOptions {
  readonly store: Pick<Store, 'db' | 'kind' | 'health'>
  readonly directory: Pick<Directory, 'copies' | 'lastPassAt'>
  readonly claims: Pick<Claims, 'all'>
  readonly marks: Pick<Marks, 'all'>
  readonly clock: BusinessClock
  /** Milliseconds since the epoch of the same clock. */
  readonly businessNow: WallClock
  /** It can be moved, so that what is late by it need not have waited. */
  readonly isClockMovable?: boolean
  readonly wallClock: WallClock
  readonly times: WallTimes
  readonly isHoliday: (on: CalendarDate) => boolean
  /** Looked into at each use, so that platforms may come later. What has none is left to other processes. */
  readonly senders: ReadonlyMap<Call['platform'], DigestSender>
  readonly speak: DeskPorts['speak']
  readonly log: Log
  /** Another way than the usual one. */
  readonly composing?: Composing
  readonly leaseMs?: number
  readonly tickMs?: number
  /** So long after an unclear post it is looked for. */
  readonly sureMs?: number
  /** Rejects when the signal is aborted before. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}
