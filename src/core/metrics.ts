import type { Call } from './call.ts'
import type { Card } from './card.ts'
import type { CommandName } from './command.ts'
import type { SlotState } from './digest/digest.ts'
import type { ErrorCode } from './errors.ts'
import type { Outcome } from './inbox.ts'

/** How a question came in. */
export type Way = 'command' | 'button' | 'form' | 'shortcut' | 'message' | 'resumed'

/**
 * Something that is counted. Nothing in it says who asked, where, about whom or in which words: every text comes from
 * a list of ours, or of a platform's.
 */
export type Observation =
  /** The desk has made an answer. `unclear`: it asked back what was meant. */
  | {
      readonly kind: 'answered'
      readonly platform: Call['platform']
      /** `question` for what is no command, `unknown` for what should have been one. */
      readonly command: CommandName | 'question' | 'unknown'
      readonly outcome: Card['kind'] | ErrorCode | 'refused' | 'unclear'
      readonly ms?: number
    }
  /** From when it was received until its answer was with the platform. */
  | {
      readonly kind: 'replied'
      readonly platform: Call['platform']
      readonly way: Way
      readonly outcome: string
      readonly ms: number
    }
  /** A request to one of our routes, until its response was sent. */
  | { readonly kind: 'responded'; readonly route: string; readonly status: number; readonly ms: number }
  /** A request that reached no handler, or something received that was dropped. */
  | { readonly kind: 'refused'; readonly route: string; readonly reason: string }
  /** A request to somebody else's API: its status, or the word for why there is none. */
  | {
      readonly kind: 'called'
      readonly api: string
      readonly operation: string
      readonly outcome: string
      readonly isRetry: boolean
      readonly ms: number
    }
  /** A request that LINE WORKS counts has waited for its share of the minute; not `isGiven`: in vain. */
  | { readonly kind: 'waited'; readonly purpose: string; readonly isGiven: boolean; readonly ms: number }
  /** What a reply of LINE WORKS said of an operation's minute. */
  | {
      readonly kind: 'limitTold'
      readonly operation: string
      readonly limit: number | undefined
      readonly remaining: number | undefined
      readonly resetInSeconds: number | undefined
    }
  /** A query of the store failed. */
  | { readonly kind: 'storeFailed' }

/** Takes in what is counted. Never throws, and costs next to nothing. */
export type Observe = (observation: Observation) => void

/** For where nobody counts. */
export const observeNothing: Observe = () => {}

/** What the store says of everything that is shared by all processes on it. */
export interface StoreFigures {
  readonly copy: {
    /** Customers who are in the list. */
    readonly customers: number
    /** Among them, whose last reading failed. */
    readonly failed: number
    /** Waiting to be read. */
    readonly waiting: number
    /** Seconds since the oldest part of a customer's copy was read; null where nothing was. */
    readonly oldestSeconds: number | null
    /** Seconds since the last complete pass ended; null before the first. */
    readonly lastPassSeconds: number | null
  }
  /** Received, not yet answered. */
  readonly pending: readonly {
    readonly platform: string
    readonly count: number
    readonly oldestSeconds: number
  }[]
  /** Received and ended, of the last two days. */
  readonly ended: readonly {
    readonly platform: string
    readonly outcome: Outcome
    readonly count: number
  }[]
  /** Slots of the last thirty days. */
  readonly digests: readonly {
    readonly platform: string
    readonly state: SlotState
    readonly count: number
  }[]
}
