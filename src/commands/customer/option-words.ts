import type { CalendarDate } from '../../core/calendar.ts'
import { isTrialOption } from '../../core/expiry-of-option.ts'
import type { HeldOption, OptionRenewal, ScheduledTask } from '../../core/option.ts'
import { isOneOff, subOptionIds } from '../../core/option.ts'
import { code, data, date, type Phrase, parts, say } from '../../core/phrase.ts'
import { timeUntil } from './period.ts'

const namedSubOptions: readonly string[] = subOptionIds

/** An option by the most exact name there is; a sub option that has none stands behind its option. */
export function optionName(option: { optionId: string; subOptionId: string | null }): Phrase {
  const { optionId, subOptionId } = option
  if (!subOptionId) return code('option', optionId)
  if (namedSubOptions.includes(subOptionId)) return code('subOption', subOptionId)
  return parts(code('option', optionId), data(subOptionId))
}

/** What is set for an option at renewal; without one, why that may be. */
export function optionRenewalWords(renewal: OptionRenewal | null, held?: HeldOption): Phrase {
  if (!renewal?.type) {
    if (held && isTrialOption(held)) return say('renewalWords.notForTrial')
    return say(held && isOneOff(held.optionId) ? 'renewalWords.oneOff' : 'renewalWords.notStated')
  }
  return parts(code('optionRenewal', renewal.type), ...optionRenewalTerms(renewal, held))
}

/** What an option is from its renewal on, as far as it is told and differs. */
export function optionRenewalTerms({ subOptionId, quantity }: OptionRenewal, held?: HeldOption): Phrase[] {
  const becomes = subOptionId && subOptionId !== held?.subOptionId ? subOptionId : null
  return [
    ...(becomes ? [code('subOption', becomes)] : []),
    ...(quantity === null ? [] : [say('scheduled.quantityTo', { count: quantity })]),
  ]
}

/** A scheduled change on one line: what, to which sub option and quantity, and when. */
export function taskWords(task: ScheduledTask, today: CalendarDate): Phrase {
  return parts(
    code('task', task.type),
    ...(task.subOptionId ? [code('subOption', task.subOptionId)] : []),
    ...(task.quantity === null ? [] : [say('scheduled.quantityTo', { count: task.quantity })]),
    ...(task.appliesOn ? [date(task.appliesOn), timeUntil(task.appliesOn, today)] : []),
  )
}

/** What a scheduled change is about. Without the quantity for a cancellation: there it is what is held now. */
export function taskTerms(task: ScheduledTask): Phrase[] {
  const quantity = task.type === 'CANCEL' ? null : task.quantity
  return [optionName(task), ...(quantity === null ? [] : [say('scheduled.quantityTo', { count: quantity })])]
}
