import { type CalendarDate, type Instant, startOfMinute } from '../../core/calendar.ts'
import type { Customer } from '../../core/customer.ts'
import type { DeskError } from '../../core/errors.ts'
import type { HeldOption, OptionId, OptionRenewal, ScheduledTask } from '../../core/option.ts'
import type { Phrase } from '../../core/phrase.ts'
import type { Intent } from '../../core/question/intent.ts'
import type { Subscription } from '../../core/subscription.ts'
import { type Attempted, attempt } from '../attempt.ts'
import type { Asked } from '../command.ts'
import { customerZone } from '../customer/customer-zone.ts'
import type { AskedAbout } from './asked-about.ts'

/** Everything that sentences about one customer are made from. What nobody asked for is empty. */
export interface Gathered {
  readonly customer: Customer
  /** Empty: what is asked is not about single options. */
  readonly options: readonly OptionId[]
  readonly contracts: Attempted<readonly Subscription[]>
  readonly held: Attempted<readonly HeldOption[]>
  /** The contracts that options may end with; empty where they cannot be read. */
  readonly holding: readonly Subscription[]
  readonly tasks: Attempted<readonly ScheduledTask[]>
  readonly renewals: ReadonlyMap<OptionId, Attempted<OptionRenewal | null>>
  /** To the minute. */
  readonly now: Instant
  /** The customer's own, or the reader's where that cannot be used. */
  readonly zone: string
  /** The date now in that zone. */
  readonly today: CalendarDate
  /** Says so where the zone is not the customer's own. */
  readonly notes: readonly Phrase[]
}

/** Of these a contract tells, unless an option is named, which then tells of itself. */
const ofNamedOption: readonly Intent[] = ['period', 'daysLeft', 'trial', 'renewal']
const ofContract: readonly Intent[] = ['plan', 'licenses']
const ofOption: readonly Intent[] = ['options', ...ofNamedOption]

/** Reads what the questions need, all of it at the same time. Rejects where the customer cannot be read. */
export async function gather({ id, intents, options }: AskedAbout, asked: Asked): Promise<Gathered> {
  const { partner, call, clock } = asked
  const asksFor = (among: readonly Intent[]) => intents.some((intent) => among.includes(intent))
  const isNamed = options.length > 0
  // Without them, what a named option does at renewal is not known for sure.
  const tellsContracts = asksFor([...ofContract, ...(isNamed ? (['renewal'] as const) : ofNamedOption)])
  const needsHeld = asksFor(isNamed ? ofOption : ['options'])
  // What is not held may be on its way.
  const needsTasks = asksFor(isNamed ? ['options', 'scheduled'] : ['scheduled'])
  const renewing = isNamed && asksFor(['renewal']) ? options : []

  const [customer, subscriptions, held, tasks, ...renewals] = await Promise.all([
    partner.customer(id, call),
    tellsContracts || needsHeld ? attempt(partner.subscriptions(id, call), asked) : nothing,
    needsHeld ? attempt(partner.options(id, call), asked) : nothing,
    needsTasks ? attempt(partner.scheduledTasks(id, call), asked) : nothing,
    ...renewing.map((option) => attempt(partner.optionRenewal(id, option, call), asked)),
  ])
  const { zone, notes } = customerZone(customer, asked)
  return {
    customer,
    options,
    held,
    tasks,
    zone,
    notes,
    contracts: tellsContracts ? subscriptions : nothing,
    holding: subscriptions.value ?? [],
    renewals: new Map(renewing.map((option, index) => [option, renewals[index] ?? { value: null }] as const)),
    now: startOfMinute(clock.now()),
    today: clock.today(zone),
  }
}

const nothing = { value: [] }

/** Why parts of it are missing. */
export function errorsIn({ contracts, held, tasks, renewals }: Gathered): DeskError[] {
  const reads: readonly Attempted<unknown>[] = [contracts, held, tasks, ...renewals.values()]
  return reads.flatMap(({ error }) => (error ? [error] : []))
}
