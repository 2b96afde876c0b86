import type { Reader } from '../call.ts'
import type { SpokenCard } from '../card.ts'
import type { Item } from '../item.ts'
import type { Admission, DigestRoom, Readmission } from './digest.ts'

/** What a platform does for digests. */
export interface DigestSender {
  /** Whether a room may have a digest from now on. Never rejects. */
  admit(room: DigestRoom, correlationId: string): Promise<Admission>
  /** Whether one that was admitted may still be posted to; not again whether it can be read. Never rejects. */
  readmit(room: DigestRoom, correlationId: string): Promise<Readmission>
  /** The messages of a digest in the platform's own form, as they are stored: the first alone is the parent. */
  render(digest: SpokenDigest, reader: Reader): readonly string[]
  /** Sends one. Never rejects; takes at most some 10 s, pacing included only where `retry` says so. */
  post(message: DigestMessage): Promise<Posting>
  /**
   * Looks for a message that may have been posted. Absent where the platform offers no way: what is unclear stays so.
   * Never rejects.
   */
  find?(message: DigestMessage): Promise<Finding>
  /** Where people can read a message; undefined where the platform has no such address, or does not say. */
  link?(room: DigestRoom, messageId: string): Promise<string | undefined>
  /** Shows a message with its notes as they are now; absent where messages cannot be changed. */
  update?(message: DigestMessage, messageId: string): Promise<void>
  /** A sentence for everybody in the room; absent where they read every answer. */
  announce?(room: DigestRoom, text: string): Promise<void>
  /** A sentence for one person. */
  tell(room: Pick<DigestRoom, 'platform' | 'workspace'>, person: string, text: string): Promise<void>
}

export interface SpokenDigest {
  readonly parent: SpokenCard
  /** Everything in full; undefined where the parent says it all. */
  readonly details: SpokenCard | undefined
  /** The command that lists what the digest is about, such as `digest now`. */
  readonly command: string
}

export interface DigestMessage {
  readonly room: DigestRoom
  /** What `render` gave. */
  readonly payload: string
  /** Its own for every message, and the same at every try. */
  readonly deliveryId: string
  /** Of the parent; undefined for the parent itself. */
  readonly parentId: string | undefined
  /** What stands beside its items, where `update` could change that; empty elsewhere. */
  readonly notes: ReadonlyMap<Item, string>
  /** Milliseconds since the epoch; when it was tried first. */
  readonly triedAt: number
  readonly correlationId: string
}

export type Posting =
  | { readonly result: 'sent'; readonly messageId: string | undefined }
  /** Nothing was accepted; the same may be tried after so long. */
  | { readonly result: 'retry'; readonly afterMs: number; readonly reason: string }
  /** Nothing was accepted, and never will be. `gone`: the room is closed to the bot. */
  | { readonly result: 'refused'; readonly reason: string; readonly isGone: boolean }
  /** It may have arrived. */
  | { readonly result: 'unclear'; readonly reason: string }

export type Finding =
  | { readonly result: 'found'; readonly messageId: string }
  | { readonly result: 'absent' }
  /** It could not be looked for now; another try may help. */
  | { readonly result: 'retry'; readonly afterMs: number; readonly reason: string }
  /** It cannot be looked for. */
  | { readonly result: 'unknown'; readonly reason: string }
