import type { HeldOption, OptionId } from '../../core/option.ts'
import { date, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import { optionName } from '../customer/option-words.ts'
import { reasonOf } from '../error-card.ts'
import type { Gathered } from './gather.ts'
import { overWords } from './over-words.ts'
import { heldInOrder, notHeld, tellNamed } from './tell-each.ts'
import { taskSentence } from './tell-scheduled.ts'
import { termOfOption } from './term.ts'

/** Names of options are long: more would be no sentence any more. */
const optionsInSentence = 5

/** Which options are held, or of those that are named, whether and since when they are. */
export function tellOptions(gathered: Gathered): Phrase[] {
  const { options, held } = gathered
  if (options.length > 0) return tellNamed(gathered, (rows, option) => tellOne(gathered, rows, option))
  if (held.error) return [say('about.optionsUnread', { reason: reasonOf(held.error) })]

  const all = heldInOrder(gathered)
  const rows = all.filter((row) => !termOfOption(row, gathered).isOver)
  if (rows.length === 0) return [say('options.none'), ...all.map((row) => heldWords(row, gathered))]
  const further = rows.length - optionsInSentence
  const named = rows.slice(0, optionsInSentence).map(itemWords)
  return [
    say('about.options.list', { count: rows.length, options: parts(...named) }),
    ...(further > 0 ? [say('about.more', { count: further })] : []),
  ]
}

function itemWords(row: HeldOption): Phrase {
  const option = optionName(row)
  return row.quantity === null ? option : say('about.options.item', { option, count: row.quantity })
}

function tellOne(gathered: Gathered, rows: readonly HeldOption[], option: OptionId): Phrase[] {
  const { tasks, today } = gathered
  if (rows.length > 0) return rows.map((row) => heldWords(row, gathered))
  const coming = (tasks.value ?? []).filter(({ optionId }) => optionId === option)
  return [notHeld(option), ...coming.map((task) => taskSentence(task, today))]
}

function heldWords(row: HeldOption, gathered: Gathered): Phrase {
  const { today, zone } = gathered
  const term = termOfOption(row, gathered)
  if (term.isOver) return overWords(term, today)
  const option = term.name
  if (row.startsOn && row.startsOn > today) {
    return say('about.plan.startsOnly', { product: option, date: date(row.startsOn) })
  }
  const since = row.addedAt ? instant(row.addedAt, zone) : row.startsOn ? date(row.startsOn) : null
  const details = [
    ...(row.quantity === null ? [] : [say('about.options.units', { count: row.quantity })]),
    ...(since ? [say('about.options.since', { date: since })] : []),
  ]
  return details.length > 0
    ? say('about.options.heldWith', { option, details: parts(...details) })
    : say('about.options.held', { option })
}
