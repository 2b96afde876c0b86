import type { SpokenCard } from '../../src/core/card.ts'

/** A card as it is spoken, with nothing on it but what is given. */
export function spoken(given: Partial<SpokenCard> = {}): SpokenCard {
  return {
    kind: 'answer',
    locale: 'en',
    title: 'Example',
    facts: [],
    sections: [],
    actions: [],
    notes: [],
    ...given,
  }
}
