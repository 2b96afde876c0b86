import type { Card } from '../../core/card.ts'
import type { Intent } from '../../core/question/intent.ts'
import type { Asked } from '../command.ts'
import { customer } from '../customer/customer.ts'
import { options, optionsCard } from '../customer/options.ts'
import { renewal } from '../customer/renewal.ts'
import { scheduled } from '../customer/scheduled.ts'
import { subscriptions } from '../customer/subscriptions.ts'
import type { AskedAbout } from './asked-about.ts'

/** What a card that everything stands on is the answer to. */
type Below = 'customer' | 'subscriptions' | 'options' | 'renewal' | 'scheduled'

const ofContracts: readonly Intent[] = ['plan', 'period', 'daysLeft', 'trial', 'licenses', 'renewal']
const ofOptions: readonly Intent[] = ['options', 'scheduled']
const ofNamedOptions: readonly Intent[] = [...ofOptions, 'period', 'daysLeft', 'trial', 'renewal']

/** Which command's answer holds all that is asked; where none does, the one that is about the customer as a whole. */
export function pickBelow({ intents, options }: Omit<AskedAbout, 'id'>): Below {
  const asksWithin = (among: readonly Intent[]) => intents.every((intent) => among.includes(intent))
  const asksOnly = (wanted: Intent) => asksWithin([wanted])
  if (intents.length === 0) return 'customer'
  if (options.length === 0) {
    if (asksWithin(ofContracts)) return 'subscriptions'
    if (asksOnly('scheduled')) return 'scheduled'
    return asksWithin(ofOptions) ? 'options' : 'customer'
  }
  if (options.length === 1 && asksOnly('renewal')) return 'renewal'
  if (options.length === 1 && asksOnly('scheduled')) return 'scheduled'
  return asksWithin(ofNamedOptions) ? 'options' : 'customer'
}

/** That answer. Rejects where it cannot be given. */
export async function answerBelow(below: Below, about: AskedAbout, asked: Asked): Promise<Card> {
  const { id, options: named } = about
  const [option] = named
  switch (below) {
    case 'options':
      return option ? optionsCard(id, asked, named) : options.answer({ customer: id }, asked)
    case 'renewal':
      return renewal.answer({ customer: id, ...(option ? { option } : {}) }, asked)
    case 'scheduled':
      return scheduled.answer({ customer: id, ...(option ? { option } : {}) }, asked)
    case 'subscriptions':
      return subscriptions.answer({ customer: id }, asked)
    default:
      return customer.answer({ customer: id }, asked)
  }
}
