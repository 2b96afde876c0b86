import type { Action } from '../core/card.ts'
import type { DomainId } from '../core/customer.ts'
import { say } from '../core/phrase.ts'

/**
 * The buttons under an answer about a customer: the other answers, then refresh and share for the line that was
 * asked, such as `options 10000001`.
 */
export function relatedActions(id: DomainId, asked: string): Action[] {
  const open = (name: 'customer' | 'subscriptions' | 'options' | 'scheduled' | 'contact'): Action => ({
    kind: 'open',
    label: say(`action.${name}`),
    command: `${name} ${id}`,
  })
  const others = [open('customer'), open('subscriptions'), open('options'), open('scheduled')]
  return [
    ...others.filter((action) => action.command !== asked),
    ...(asked === `customer ${id}` ? [open('contact')] : []),
    { kind: 'refresh', label: say('action.refresh'), command: asked },
    { kind: 'share', label: say('action.share'), command: asked },
  ]
}
