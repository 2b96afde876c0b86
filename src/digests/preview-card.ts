import type { Card } from '../core/card.ts'
import type { ComposedDigest } from './composing.ts'

/** A digest in one card: what has changed as the message has it, the rest as its thread has it. */
export function previewCard({ parent, details }: ComposedDigest): Card {
  if (!details) return parent
  return {
    ...parent,
    sections: [...parent.sections, ...details.sections],
    notes: [...parent.notes, ...details.notes],
  }
}
