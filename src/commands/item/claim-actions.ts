import type { Action } from '../../core/card.ts'
import type { Item } from '../../core/item.ts'
import { say } from '../../core/phrase.ts'

export function takeOn(item: Item): Action {
  return { kind: 'open', label: say('action.takeOn'), command: `claim ${item}` }
}

export function giveBack(item: Item): Action {
  return { kind: 'open', label: say('action.giveBack'), command: `release ${item}` }
}

export function takeOver(item: Item): Action {
  return { kind: 'open', label: say('action.takeOver'), command: `claim ${item} over` }
}

/** Says who has it first, and offers to take it over then: a slip in a long list should not cost a colleague. */
export function askToTakeOver(item: Item): Action {
  return { ...takeOver(item), command: `claim ${item}` }
}

export const openMine: Action = { kind: 'open', label: say('action.mine'), command: 'expiring mine' }

export const openExpiring: Action = { kind: 'open', label: say('menu.expiring'), command: 'expiring' }
