import type { Fact } from '../../core/card.ts'
import type { Slot } from '../../core/digest/digest.ts'
import type { MessageKey } from '../../core/message-key.ts'
import { data, date, type Phrase, parts, say } from '../../core/phrase.ts'

/** The desk's own words for why a day failed, by what they are told as. Others are the platform's. */
const reasons = new Map<string, MessageKey>([
  ['notMember', 'digestCommand.reason.gone'],
  ['gone', 'digestCommand.reason.gone'],
  ['external', 'digestCommand.reason.external'],
  ['internal', 'digestCommand.reason.internal'],
  ['tooLate', 'digestCommand.reason.tooLate'],
  ['unknown', 'digestCommand.reason.unknown'],
  ['earlier', 'digestCommand.reason.interrupted'],
  ['interrupted', 'digestCommand.reason.interrupted'],
])

/** What became of the digest of one day. */
export function slotFact({ date: on, state, reason, link }: Slot): Fact {
  const told = state === 'sent' ? null : reason
  return {
    label: date(on),
    value: parts(...wordsOf(state, told)),
    ...(link ? { link } : {}),
  }
}

function wordsOf(state: Slot['state'], reason: string | null): Phrase[] {
  // The state itself says that it came too late.
  if (state === 'skipped')
    return [say(reason === 'off' ? 'digestCommand.stopped' : 'digestCommand.state.skipped')]
  const key = reason === null ? undefined : reasons.get(reason)
  return [
    say(`digestCommand.state.${state}`),
    ...(key ? [say(key)] : []),
    ...(reason !== null && !key ? [data(reason)] : []),
  ]
}
