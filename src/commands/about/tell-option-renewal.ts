import { expiryOfOption, isTrialOption } from '../../core/expiry-of-option.ts'
import { type HeldOption, isOneOff, type OptionId, type OptionRenewal } from '../../core/option.ts'
import { code, date, lines, type Phrase, say } from '../../core/phrase.ts'
import { heldRowsOf } from '../customer/held-rows-of.ts'
import { optionName, optionRenewalTerms, optionRenewalWords } from '../customer/option-words.ts'
import { reasonOf } from '../error-card.ts'
import type { Gathered } from './gather.ts'
import { overWords } from './over-words.ts'
import { ahead, notStated, renewalSentence } from './renewal-sentence.ts'
import { notHeld } from './tell-each.ts'
import { termOfOption } from './term.ts'

/** What happens to an option at renewal. What is set for a trial is told as it came: LINE WORKS does not say what it does. */
export function tellOptionRenewal(gathered: Gathered, option: OptionId): Phrase {
  const { renewals, held, contracts, today } = gathered
  const read = renewals.get(option)
  const named = code('option', option)
  if (read?.error) return say('about.renewalUnread', { option: named, reason: reasonOf(read.error) })

  const renewal = read?.value ?? null
  const about = { subscriptionId: null, subOptionId: null, ...renewal, optionId: option }
  const rows = heldRowsOf(held.value ?? [], about)
  if (rows.length === 0 && !held.error) {
    return renewal?.type ? notHeld(option) : say('about.renewal.notHeld', { option: named })
  }
  const ends = rows.flatMap((row) => endWords(row, renewal, gathered) ?? [])
  if (rows.length > 0 && ends.length === rows.length) return lines(...ends)

  // Which of several is meant nobody can tell.
  const only = rows.length === 1 ? rows[0] : undefined
  const what = only ? optionName(only) : named
  const on = ahead(only?.endsOn ?? null, today)
  if (renewal?.type) {
    const inWords = optionRenewalWords(renewal, only)
    const areTrials = rows.length > 0 && rows.every(isTrialOption)
    if (areTrials) return say('about.renewal.other', { what, renewal: inWords })
    return renewalSentence(what, {
      type: renewal.type,
      on,
      inWords,
      terms: optionRenewalTerms(renewal, only),
    })
  }
  if (held.error) return say('about.optionsUnread', { reason: reasonOf(held.error) })
  if (contracts.error) return say('about.contractsUnread', { reason: reasonOf(contracts.error) })
  return notStated(what, on)
}

/** Why it does not renew; undefined where it may. */
function endWords(row: HeldOption, renewal: OptionRenewal | null, gathered: Gathered): Phrase | undefined {
  const { holding, today } = gathered
  const term = termOfOption(row, gathered)
  const { name: what, lastOn } = term
  if (term.isOver) return overWords(term, today)
  if (term.isTrial && !renewal?.type) return say('about.renewal.notForTrial', { what })
  if (isOneOff(row.optionId)) return say('about.renewal.oneOff', { what })
  if (expiryOfOption(row, holding)?.kind !== 'optionEnds') return undefined
  return lastOn
    ? say('about.renewal.withContractOn', { what, date: date(lastOn) })
    : say('about.renewal.withContract', { what })
}
