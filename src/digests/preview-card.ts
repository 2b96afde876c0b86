import type { Card } from '../core/card.ts'
import { card } from '../core/card.ts'
import type { ComposedDigest } from './composing.ts'

/** A digest in one card: what has changed as the message has it, the rest as its thread has it. */
export function previewCard({ parent, details }: ComposedDigest): Card {
  const { title, lead, facts, sections, actions, notes } = parent
  return card({
    title,
    ...(lead ? { lead } : {}),
    facts,
    sections: [...sections, ...(details?.sections ?? [])],
    actions,
    notes: [...notes, ...(details?.notes ?? [])],
  })
}
