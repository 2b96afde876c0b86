import { card } from '../../core/card.ts'
import { code, data, number, say } from '../../core/phrase.ts'
import { attempt } from '../attempt.ts'
import { defineCommand } from '../command.ts'
import { unreadNotes } from '../error-card.ts'
import { relatedActions } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { fact, factIf } from './facts.ts'
import { heldRowsOf } from './held-rows-of.ts'
import { optionName, optionRenewalWords } from './option-words.ts'
import { periodOf, timeLeft } from './period.ts'

/** What happens to one option at renewal, with each held row of it that the renewal speaks of. */
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
      attempt(asked.partner.options(id, asked.call), asked),
    ])
    const { zone, notes } = customerZone(customer, asked)
    const today = asked.clock.today(zone)
    const about = { subscriptionId: null, subOptionId: null, ...found, optionId: option }
    const held = heldRowsOf(options.value ?? [], about)
    const [only, ...others] = held
    const isKnown = found?.type || only || options.error

    return card({
      title: say('renewal.title', { option: code('option', option), company: companyName(customer) }),
      lead: isKnown
        ? optionRenewalWords(found, others.length > 0 ? undefined : only)
        : say('renewal.notHeld'),
      facts: [
        ...factIf('label.subOption', found?.subOptionId, (sub) => code('subOption', sub)),
        ...factIf('label.quantityAtRenewal', found?.quantity, number),
        ...factIf('label.subscriptionId', found?.subscriptionId, data),
      ],
      sections: held.map((row) => ({
        title: optionName(row),
        facts: [
          ...factIf('label.plan', row.plan, (plan) => code('plan', plan)),
          fact('label.period', periodOf(row.startsOn, row.endsOn)),
          fact('label.daysLeft', timeLeft(row.endsOn, today)),
          ...factIf('label.subscriptionId', row.subscriptionId, data),
        ],
      })),
      actions: relatedActions(id, `renewal ${id} ${option}`),
      notes: [...notes, ...unreadNotes('renewal.optionsUnread', options.error, asked.call)],
    })
  },
)
