import type { Locale } from './locale.ts'

/** Something a person asked, whichever way it came in. */
export interface Call {
  readonly platform: 'slack' | 'lineworks' | 'terminal'
  readonly workspace: string
  readonly room: string
  readonly person: string
  /** What colleagues know the person by; absent where the platform does not tell. */
  readonly personName?: string
  /** A command line without its slash, such as `customer 10000001`. */
  readonly text: string
  readonly correlationId: string
  /** A whole room reads the answer. */
  readonly isForRoom?: boolean
  /** Asked to look past the cache. */
  readonly fresh?: boolean
}

/** Who reads an answer. `zone` is IANA, and serves where a customer's own cannot be used. */
export interface Reader {
  readonly locale: Locale
  /** The language that the one who asks would be spoken to in without a choice of their own. */
  readonly unchosenLocale?: Locale
  readonly zone: string
  /** The store could not be asked whether they have chosen another language. */
  readonly isChoiceUnknown?: boolean
}
