import type { Card } from '../../core/card.ts'

const lastCards = new WeakMap<object, { readonly others: readonly unknown[]; readonly card: Card }>()

/**
 * The last card that was made of what was read, or a new one where anything else that it depends on differs; `others`
 * is all of that. What the Partner API said is one object for as long as it is kept. So a card that is asked for again
 * is one object too, and is put into words and bytes once.
 */
export function keptCard(read: object, others: readonly unknown[], make: () => Card): Card {
  const last = lastCards.get(read)
  if (last?.others.every((value, index) => value === others[index])) return last.card
  const card = make()
  lastCards.set(read, { others, card })
  return card
}
