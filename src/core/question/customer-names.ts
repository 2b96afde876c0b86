import type { DomainId } from '../customer.ts'
import type { Candidate } from '../directory.ts'
import type { TextPlace } from './text-place.ts'

/** A place in a text where customers are named. */
export interface CustomerMention extends TextPlace {
  /** Several where they share what stands there. */
  readonly candidates: readonly Candidate[]
  /** `part`: only a part of the name stands there. */
  readonly by: 'id' | 'domain' | 'code' | 'name' | 'part'
}

/** All customers, as texts name them. */
export interface CustomerNames {
  /**
   * The places in a text (in NFKC) where customers are named in full, by ID, domain, code or name, in the order of
   * the text and never one within another; legal forms may be left out.
   */
  mentionedIn(text: string): readonly CustomerMention[]
  /** The customers whose name has these words as a part of it; none for what is too short to tell. */
  withPart(words: string): readonly Candidate[]
  /** Undefined for an ID that the copy does not hold. */
  withId(id: DomainId): Candidate | undefined
}

/** Knows all customers by name. */
export interface NameDirectory {
  /** As they are now; what is given out does not change. */
  names(): Promise<CustomerNames>
}
