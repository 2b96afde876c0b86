import type { Call, Reader } from '../call.ts'
import type { Card } from '../card.ts'
import type { Item } from '../item.ts'
import type { Phrase } from '../phrase.ts'
import type { Admission, Digest, DigestRoom, DigestSetter, Slot } from './digest.ts'
import type { DigestRule } from './rule.ts'

/** Digests as commands see them. */
export interface Digests {
  find(room: DigestRoom): Promise<Digest | undefined>
  /** Asks the platform, anew each time. Never rejects. */
  admit(room: DigestRoom, correlationId: string): Promise<Admission>
  /** From now on; a day that has had its digest gets no second one. Ends a pause. */
  set(room: DigestRoom, rule: DigestRule, setBy: DigestSetter): Promise<Digest>
  /** False where there was none. */
  off(room: DigestRoom): Promise<boolean>
  /** The last days, the newest first. */
  slots(room: DigestRoom, limit: number): Promise<readonly Slot[]>
  /** What the room would get now, in one card for the asker: takes no slot, and leaves the comparison base alone. */
  preview(rule: DigestRule, of: DigestRoom): Promise<Card>
  /** Says it to everybody in the room where answers are for the asker alone. Never rejects. */
  announce(room: DigestRoom, text: Phrase, reader: Reader): Promise<void>
  /** Shows in the digests of the call's room what has become of an item. Returns at once. */
  itemChanged(item: Item, call: Call): void
}
