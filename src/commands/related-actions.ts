import type { Action } from '../core/card.ts'
import type { DomainId } from '../core/customer.ts'
import { say } from '../core/phrase.ts'
import { refreshAndShare } from './line-actions.ts'

/**
 * The buttons under an answer about a customer: the other answers, then refresh and share for the line that was
 * asked, such as `options 10000001`.
 */
export function relatedActions(id: DomainId, asked: string): Action[] {
  return [
    ...openAnswers(id).filter((action) => action.command !== asked),
    ...(asked === `customer ${id}` ? [open('contact', id)] : []),
    ...refreshAndShare(asked),
  ]
}

/** What can be read of a customer, the customer itself first. */
export function openAnswers(id: DomainId): Action[] {
  return [openCustomer(id), open('subscriptions', id), open('options', id), open('scheduled', id)]
}

export function openCustomer(id: DomainId): Action {
  return open('customer', id)
}

function open(
  name: 'customer' | 'subscriptions' | 'options' | 'scheduled' | 'contact',
  id: DomainId,
): Action {
  return { kind: 'open', label: say(`action.${name}`), command: `${name} ${id}` }
}
