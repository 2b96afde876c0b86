import type { CalendarDate } from '../../core/calendar.ts'
import type { HeldOption, OptionId } from '../../core/option.ts'
import { code, type Phrase, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'
import { soonestFirst } from '../customer/soonest-first.ts'
import { reasonOf } from '../error-card.ts'
import type { Gathered } from './gather.ts'
import { type Term, termOfContract, termOfOption } from './term.ts'

/** The contracts of a customer, what runs first, and of that what ends first. */
export function contractsInOrder({ contracts, today }: Gathered): Subscription[] {
  return inOrder(contracts.value ?? [], (row) => termOfContract(row, today).isOver)
}

/** The options that a customer holds, in the same order. */
export function heldInOrder(gathered: Gathered): HeldOption[] {
  return inOrder(gathered.held.value ?? [], (row) => termOfOption(row, gathered).isOver)
}

function inOrder<T extends { readonly endsOn: CalendarDate | null }>(
  rows: readonly T[],
  isOver: (row: T) => boolean,
): T[] {
  const sorted = soonestFirst(rows, ({ endsOn }) => endsOn)
  return [...sorted.filter((row) => !isOver(row)), ...sorted.filter(isOver).reverse()]
}

/** A sentence on each contract, or why there is none. */
export function tellContracts(
  gathered: Gathered,
  tell: (subscription: Subscription, term: Term) => Phrase,
): Phrase[] {
  const { contracts, today } = gathered
  if (contracts.error) return [say('about.contractsUnread', { reason: reasonOf(contracts.error) })]
  if (contracts.value.length === 0) return [say('subscriptions.none')]
  return contractsInOrder(gathered).map((row) => tell(row, termOfContract(row, today)))
}

/** Sentences on each option that is named, or why there are none. */
export function tellNamed(
  gathered: Gathered,
  tell: (rows: readonly HeldOption[], option: OptionId) => readonly Phrase[],
): Phrase[] {
  const { held, options } = gathered
  if (held.error) return [say('about.optionsUnread', { reason: reasonOf(held.error) })]
  const rows = heldInOrder(gathered)
  return options.flatMap((option) =>
    tell(
      rows.filter(({ optionId }) => optionId === option),
      option,
    ),
  )
}

/** A sentence on each of what is asked about: the options that are named, else the contracts. */
export function tellTerms(gathered: Gathered, tell: (term: Term) => Phrase): Phrase[] {
  if (gathered.options.length === 0) return tellContracts(gathered, (_row, term) => tell(term))
  return tellNamed(gathered, (rows, option) =>
    rows.length > 0 ? rows.map((row) => tell(termOfOption(row, gathered))) : [notHeld(option)],
  )
}

export function notHeld(option: OptionId): Phrase {
  return say('about.options.notHeld', { option: code('option', option) })
}
