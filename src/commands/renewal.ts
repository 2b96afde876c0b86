import { card } from '../core/card.ts'
import { code, data, number, say } from '../core/phrase.ts'
import { attempt } from './attempt.ts'
import { heldRowsOf } from './belonging.ts'
import { defineCommand } from './command.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { fact, factIf } from './facts.ts'
import { optionRenewalWords } from './option-words.ts'
import { periodOf, timeLeft } from './period.ts'
import { relatedActions } from './related-actions.ts'

/** What happens to one option at renewal, with the period that runs until then. */
export const renewal = defineCommand(
  {
    name: 'renewal',
    takes: { customer: 'required', option: 'required' },
    example: '10000001 DRV',
    hasSlash: true,
  },
  async ({ customer: id, option }, asked) => {
    const [customer, found, options] = await Promise.all([
      asked.partner.customer(id, asked.call),
      asked.partner.optionRenewal(id, option, asked.call),
      // Only says when the renewal comes, so the answer stands without it.
      attempt(asked.partner.options(id, asked.call)),
    ])
    const { zone, notes } = customerZone(customer, asked)
    const about = { subscriptionId: null, subOptionId: null, ...found, optionId: option }
    const held = heldRowsOf(options.value ?? [], about)[0]
    const isHeld = options.error !== undefined || held !== undefined

    return card({
      title: say('renewal.title', { option: code('option', option), company: companyName(customer) }),
      lead: found?.type || isHeld ? optionRenewalWords(found, held) : say('renewal.notHeld'),
      facts: [
        ...factIf('label.subOption', found?.subOptionId ?? held?.subOptionId, (sub) =>
          code('subOption', sub),
        ),
        ...factIf('label.quantityAtRenewal', found?.quantity, number),
        ...(held
          ? [
              ...factIf('label.plan', held.plan, (plan) => code('plan', plan)),
              fact('label.period', periodOf(held.startsOn, held.endsOn)),
              fact('label.daysLeft', timeLeft(held.endsOn, asked.clock.today(zone))),
            ]
          : []),
        ...factIf('label.subscriptionId', found?.subscriptionId ?? held?.subscriptionId, data),
      ],
      actions: relatedActions(id, `renewal ${id} ${option}`),
      notes,
    })
  },
)
