import type { Call } from '../core/call.ts'
import { type Card, card } from '../core/card.ts'
import type { CommandSpec } from '../core/command.ts'
import type { DeskError, ErrorCode } from '../core/errors.ts'
import { data, type Phrase, say } from '../core/phrase.ts'
import { tryAgain } from './line-actions.ts'
import { storeNote } from './store-note.ts'

/** Asking again later may help with these. */
const passing: readonly ErrorCode[] = [
  'sign_in_down',
  'rate_limited',
  'partner_down',
  'partner_slow',
  'partner_unreadable',
  'store_down',
  'internal',
]

/** A limit counts by the minute, so a minute is the longest wait that an unstated one can be. */
const longestWaitSeconds = 60

/** What went wrong, in a sentence for the person. */
export function reasonOf(error: DeskError): Phrase {
  if (error.code === 'rate_limited') {
    return say('error.rate_limited', { count: error.retryInSeconds ?? longestWaitSeconds })
  }
  return say(`error.${error.code}`)
}

/** By which the operator finds the cause in the log. */
export function referenceNote({ code }: DeskError, { correlationId }: Call): Phrase {
  return say('note.reference', { code: data(code), reference: data(correlationId) })
}

/** What to say of a part that could not be read, and where its cause is found. */
export function unreadNotes(
  key: 'customer.plansUnread' | 'options.tasksUnread' | 'renewal.optionsUnread' | 'claim.unread',
  error: DeskError | undefined,
  call: Call,
): Phrase[] {
  if (!error) return []
  const what = error.code === 'store_down' ? storeNote : say(key, { reason: reasonOf(error) })
  return [what, referenceNote(error, call)]
}

/** A domain ID leads to a customer without the store; the rest of what people ask has no other way. */
function wayAround({ code }: DeskError, spec: CommandSpec | undefined): Phrase[] {
  const { takes, isPrivate } = spec ?? { takes: {}, isPrivate: true }
  // What is shown to one person alone goes on record first, which needs the store as well.
  const isOfCustomers = takes.window !== undefined || (takes.customer !== undefined && !isPrivate)
  return code === 'store_down' && isOfCustomers ? [say('note.askById')] : []
}

/** The answer when there is none: the reason, and a code and reference by which the operator finds the cause. */
export function errorCard(error: DeskError, call: Call, spec?: CommandSpec): Card {
  return card({
    kind: 'error',
    code: error.code,
    title: say('error.title'),
    lead: reasonOf(error),
    actions: passing.includes(error.code) ? [tryAgain(call.text)] : [],
    notes: [...wayAround(error, spec), referenceNote(error, call)],
  })
}
