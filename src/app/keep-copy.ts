import type { Instant } from '../core/calendar.ts'
import type { BusinessClock, Log, Partner, WallClock } from '../core/ports.ts'
import { createCollector } from '../directory/collector.ts'
import { createDirectory } from '../directory/mirror.ts'
import { refreshCopy } from '../directory/refresh-copy.ts'
import { createPartner, type PartnerSettings } from '../partner/partner.ts'
import { createCustomers } from '../storage/copy/customers.ts'
import type { Store } from '../storage/store.ts'
import { ordinaryWords } from '../text/question-words.ts'

/** A read in the background waits for its share of a minute that people may have used up. */
const collectingReadMs = 180_000

export interface CopySettings {
  readonly around: Omit<PartnerSettings, 'readMs'>
  readonly reads: Partner
  readonly clock: BusinessClock
  readonly businessNow: WallClock
  readonly windowMs: number
  readonly nextDigestAt: () => Promise<Instant | null>
  readonly log: Log
}

/** The desk's own copy of all customers: what fills it, what searches it, and what people read on the way. */
export function keepCopy(store: Store, settings: CopySettings) {
  const { around, reads, clock, businessNow, windowMs, nextDigestAt, log } = settings
  const customers = createCustomers(store.db)
  const background = createPartner({ ...around, purpose: 'collecting', readMs: collectingReadMs })
  return {
    collector: createCollector({
      ...{ store, partner: background, wallClock: businessNow, clock, windowMs, nextDigestAt, log },
    }),
    directory: createDirectory({ copies: customers, wallClock: around.wallClock, log, ordinaryWords }),
    partner: refreshCopy({ partner: reads, customers, wallClock: businessNow, log }),
  }
}
