import type { CalendarDate } from '../../core/calendar.ts'
import { type Card, card, type Fact, type Section } from '../../core/card.ts'
import type { DomainId } from '../../core/customer.ts'
import type { HeldOption, OptionId, OptionRenewal, ScheduledTask } from '../../core/option.ts'
import { code, data, instant, number, say } from '../../core/phrase.ts'
import { type Attempted, attempt } from '../attempt.ts'
import { type Asked, defineCommand } from '../command.ts'
import { reasonOf, referenceNote, unreadNotes } from '../error-card.ts'
import { relatedActions } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { codeFact, fact, factIf } from './facts.ts'
import { heldRowsOf } from './held-rows-of.ts'
import { optionName, optionRenewalWords, taskWords } from './option-words.ts'
import { periodOf, timeLeft } from './period.ts'
import { soonestFirst } from './soonest-first.ts'

/** The options of a customer, each with its renewal and scheduled change, the one that ends first on top. */
export const options = defineCommand(
  { name: 'options', takes: { customer: 'required' }, example: '10000001', hasSlash: true },
  ({ customer }, asked) => optionsCard(customer, asked),
)

/** The same of those alone that are named. */
export async function optionsCard(id: DomainId, asked: Asked, named?: readonly OptionId[]): Promise<Card> {
  const isWanted = ({ optionId }: HeldOption | ScheduledTask) => named?.includes(optionId) ?? true
  const [customer, held, tasks] = await Promise.all([
    asked.partner.customer(id, asked.call),
    asked.partner.options(id, asked.call).then((rows) => rows.filter(isWanted)),
    attempt(
      asked.partner.scheduledTasks(id, asked.call).then((rows) => rows.filter(isWanted)),
      asked,
    ),
  ])
  const optionIds = [...new Set(held.map((row) => row.optionId))]
  const renewals = new Map(
    await Promise.all(
      optionIds.map(
        async (option): Promise<[OptionId, Attempted<OptionRenewal | null>]> => [
          option,
          await attempt(asked.partner.optionRenewal(id, option, asked.call), asked),
        ],
      ),
    ),
  )
  const unreadRenewals = [...renewals.values()].flatMap(({ error }) => (error ? [error] : []))
  const { zone, notes } = customerZone(customer, asked)
  const today = asked.clock.today(zone)
  const unmatched = (tasks.value ?? []).filter((task) => heldRowsOf(held, task).length === 0)

  return card({
    title: say('options.title', { company: companyName(customer) }),
    lead: held.length > 0 ? say('options.lead', { count: held.length }) : say('options.none'),
    sections: [
      ...soonestFirst(held, (row) => row.endsOn).map((row): Section => {
        const renewal = renewals.get(row.optionId)
        const mine = (tasks.value ?? []).filter((task) => heldRowsOf(held, task).includes(row))
        return {
          title: optionName(row),
          facts: [
            ...heldFacts(row, today, zone),
            renewalFact(row, held, renewal),
            ...mine.map((task) => fact('label.scheduled', taskWords(task, today))),
          ],
        }
      }),
      ...unmatched.map((task) => notHeldYet(task, today)),
    ],
    actions: relatedActions(id, `options ${id}`),
    notes: [
      ...notes,
      ...unreadNotes('options.tasksUnread', tasks.error, asked.call),
      ...unreadRenewals.slice(0, 1).map((error) => referenceNote(error, asked.call)),
    ],
  })
}

function heldFacts(row: HeldOption, today: CalendarDate, zone: string): Fact[] {
  return [
    fact('label.option', code('option', row.optionId)),
    codeFact('label.plan', 'plan', row.plan),
    fact('label.period', periodOf(row.startsOn, row.endsOn)),
    fact('label.daysLeft', timeLeft(row.endsOn, today)),
    ...factIf('label.addedAt', row.addedAt, (at) => instant(at, zone)),
    ...factIf('label.quantity', row.quantity, number),
    ...factIf('label.subscriptionId', row.subscriptionId, data),
  ]
}

function renewalFact(
  row: HeldOption,
  held: readonly HeldOption[],
  read: Attempted<OptionRenewal | null> | undefined,
): Fact {
  if (read?.error)
    return fact('label.renewal', say('options.renewalUnread', { reason: reasonOf(read.error) }))
  const renewal = read?.value ?? null
  const speaksOfThis = renewal && heldRowsOf(held, { ...renewal, optionId: row.optionId }).includes(row)
  return fact('label.renewal', optionRenewalWords(speaksOfThis ? renewal : null, row))
}

function notHeldYet(task: ScheduledTask, today: CalendarDate): Section {
  return {
    title: say('options.notHeldYet', { option: optionName(task) }),
    facts: [fact('label.scheduled', taskWords(task, today))],
  }
}
