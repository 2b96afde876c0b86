import type { CalendarDate } from '../core/calendar.ts'
import type { HeldOption, OptionRenewal, ScheduledTask } from '../core/option.ts'
import { isOneOff, subOptionIds } from '../core/option.ts'
import { code, data, date, type Phrase, parts, say } from '../core/phrase.ts'
import { isTrialPlan } from '../core/subscription.ts'
import { timeUntil } from './period.ts'

const namedSubOptions: readonly string[] = subOptionIds

/** An option by the most exact name there is; a sub option that has none stands behind its option. */
export function optionName(option: { optionId: string; subOptionId: string | null }): Phrase {
  const { optionId, subOptionId } = option
  if (!subOptionId) return code('option', optionId)
  if (namedSubOptions.includes(subOptionId)) return code('subOption', subOptionId)
  return parts(code('option', optionId), data(subOptionId))
}

/** What happens to an option at renewal; without one, why that may be. */
export function optionRenewalWords(renewal: OptionRenewal | null, held?: HeldOption): Phrase {
  if (!renewal?.type) {
    if (held && isTrialPlan(held.plan)) return say('renewalWords.notForTrial')
    return say(held && isOneOff(held.optionId) ? 'renewalWords.oneOff' : 'renewalWords.notStated')
  }
  const becomes =
    renewal.subOptionId && renewal.subOptionId !== held?.subOptionId ? renewal.subOptionId : null
  return parts(
    code('optionRenewal', renewal.type),
    ...(becomes ? [code('subOption', becomes)] : []),
    ...(renewal.quantity === null ? [] : [say('scheduled.quantityTo', { count: renewal.quantity })]),
  )
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
