import type { CalendarDate } from '../../core/calendar.ts'
import { card, type Section } from '../../core/card.ts'
import { code, data, number, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'
import { defineCommand } from '../command.ts'
import { relatedActions } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { codeFact, fact, factIf } from './facts.ts'
import { periodOf, timeLeft } from './period.ts'
import { productName } from './product-name.ts'
import { soonestFirst } from './soonest-first.ts'
import { subscriptionRenewal } from './subscription-renewal.ts'

/** The contracts of a customer, the one that ends first on top. */
export const subscriptions = defineCommand(
  { name: 'subscriptions', takes: { customer: 'required' }, example: '10000001', hasSlash: true },
  async ({ customer: id }, asked) => {
    const [customer, held] = await Promise.all([
      asked.partner.customer(id, asked.call),
      asked.partner.subscriptions(id, asked.call),
    ])
    const { zone, notes } = customerZone(customer, asked)
    const today = asked.clock.today(zone)
    return card({
      title: say('subscriptions.title', { company: companyName(customer) }),
      lead: held.length > 0 ? say('subscriptions.lead', { count: held.length }) : say('subscriptions.none'),
      sections: soonestFirst(held, (row) => row.endsOn).map((subscription) => sectionOf(subscription, today)),
      actions: relatedActions(id, `subscriptions ${id}`),
      notes,
    })
  },
)

function sectionOf(subscription: Subscription, today: CalendarDate): Section {
  return {
    title: productName(subscription),
    facts: [
      codeFact('label.plan', 'plan', subscription.plan),
      fact('label.period', periodOf(subscription.startsOn, subscription.endsOn)),
      fact('label.daysLeft', timeLeft(subscription.endsOn, today)),
      codeFact('label.status', 'subscriptionStatus', subscription.status),
      fact(
        'label.licenses',
        subscription.licenseCount === null ? say('state.noNumber') : number(subscription.licenseCount),
      ),
      ...factIf('label.licenseAssign', subscription.licenseAssignType, (type) => code('licenseAssign', type)),
      fact('label.renewal', subscriptionRenewal(subscription)),
      fact('label.subscriptionId', data(subscription.subscriptionId)),
    ],
  }
}
