import { startOfMinute } from '../../core/calendar.ts'
import { card, type Fact } from '../../core/card.ts'
import type { Customer } from '../../core/customer.ts'
import { code, data, date, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'
import { attempt } from '../attempt.ts'
import { defineCommand } from '../command.ts'
import { unreadNotes } from '../error-card.ts'
import { relatedActions } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { codeFact, fact, factIf, stateFact, textFact } from './facts.ts'
import { keptCard } from './kept-card.ts'
import { timeLeft } from './period.ts'
import { productName } from './product-name.ts'
import { soonestFirst } from './soonest-first.ts'

/** A glance; all of them are in the answer to `subscriptions`. */
const plansShown = 10

/** Who a customer is, and which plans are in use. */
export const customer = defineCommand(
  { name: 'customer', takes: { customer: 'required' }, example: '10000001', hasSlash: true },
  async ({ customer: id }, asked) => {
    const [found, subscriptions] = await Promise.all([
      asked.partner.customer(id, asked.call),
      attempt(asked.partner.subscriptions(id, asked.call), asked),
    ])
    const { zone, notes } = customerZone(found, asked)
    const minute = startOfMinute(asked.clock.now())
    // A reference to the log belongs to one call.
    const reference = subscriptions.error && asked.call.correlationId
    return keptCard(found, [id, subscriptions.value, reference, zone, minute], () => {
      const today = asked.clock.today(zone)
      const plans = soonestFirst(subscriptions.value ?? [], (row) => row.endsOn).map((subscription) =>
        planFact(subscription, timeLeft(subscription.endsOn, today)),
      )
      const furtherPlans = Math.max(0, plans.length - plansShown)

      return card({
        title: companyName(found),
        lead: parts(
          data(found.domain ?? found.domainId),
          ...plans.slice(0, 1).flatMap((plan) => [plan.label, plan.value]),
          ...(subscriptions.value?.length === 0 ? [say('customer.noPlans')] : []),
        ),
        facts: [
          ...identity(found),
          fact('label.localTime', instant(minute, zone)),
          ...partnershipFacts(found),
        ],
        sections:
          plans.length > 0 ? [{ title: say('customer.plans'), facts: plans.slice(0, plansShown) }] : [],
        actions: relatedActions(id, `customer ${id}`),
        notes: [
          ...notes,
          ...(furtherPlans > 0 ? [say('customer.furtherPlans', { count: furtherPlans })] : []),
          ...unreadNotes('customer.plansUnread', subscriptions.error, asked.call),
        ],
      })
    })
  },
)

function planFact(subscription: Subscription, left: Phrase): Fact {
  return {
    label: productName(subscription),
    value: parts(
      ...(subscription.plan ? [code('plan', subscription.plan)] : []),
      ...(subscription.status ? [code('subscriptionStatus', subscription.status)] : []),
      ...(subscription.endsOn ? [date(subscription.endsOn)] : []),
      left,
    ),
  }
}

function identity(found: Customer): Fact[] {
  return [
    textFact('label.domain', found.domain),
    fact('label.domainId', data(found.domainId)),
    textFact('label.tenantId', found.tenantId),
    codeFact('label.domainType', 'domainType', found.domainType),
    stateFact('label.domainState', found.domainActive, 'state.verified', 'state.notVerified'),
    stateFact('label.mxState', found.mxRecordActive, 'state.active', 'state.inactive'),
    codeFact('label.language', 'customerLocale', found.locale),
  ]
}

function partnershipFacts({ partnership }: Customer): Fact[] {
  return [
    codeFact('label.partnership', 'partnership', partnership?.status),
    textFact('label.customerCode', partnership?.customerCode),
    stateFact('label.partnerProfile', partnership?.partnerProfileDisplayed, 'state.shown', 'state.hidden'),
    stateFact('label.adminConsole', partnership?.adminConsoleAccess, 'state.on', 'state.off'),
    stateFact('label.developerConsole', partnership?.developerConsoleAccess, 'state.on', 'state.off'),
    ...factIf('label.memo', partnership?.memo?.trim(), data),
  ]
}
