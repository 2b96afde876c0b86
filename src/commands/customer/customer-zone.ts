import type { Customer } from '../../core/customer.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'

/** The zone to speak of a customer in, and what to say where it is not the customer's own. */
export function customerZone(customer: Customer, asked: Asked): { zone: string; notes: readonly Phrase[] } {
  const zone = customer.timeZone?.trim()
  if (zone && asked.clock.knows(zone)) return { zone, notes: [] }
  const used = data(asked.reader.zone)
  return {
    zone: asked.reader.zone,
    notes: [zone ? say('note.unknownZone', { zone: data(zone), used }) : say('note.noZone', { used })],
  }
}
