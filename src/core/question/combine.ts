import type { OptionId } from '../option.ts'
import type { Clause } from './clauses.ts'
import { type Intent, intents } from './intent.ts'
import type { Heading } from './question-words.ts'
import { type AsksFor, readHeadings } from './read-headings.ts'

/** What is asked for, and of which options. */
export interface Matter {
  readonly intents: readonly Intent[]
  readonly options: readonly OptionId[]
}

/** What can be asked about an option; its own name is all that the rest needs. */
const aboutOptions: readonly Intent[] = ['period', 'daysLeft', 'trial', 'renewal', 'scheduled']

/** These leave open what of, where nobody says so. */
const ends = ['begins', 'ends', 'dates', 'spans', 'when'] as const satisfies readonly Heading[]
const aboutOptionHeadings = [...ends, 'daysLeft', 'rest', 'trial', 'renewal', 'scheduled'] as const
const points = [...aboutOptionHeadings, 'changes', 'holds'] as const
/** An end that is not asked when it is, is one of these ends: `renewed at the end`, `is the verification over`. */
const weakening: readonly Intent[] = ['daysLeft', 'renewal', 'scheduled', 'domain']

/** Each has a heading of its own name, and is asked for wherever that stands. */
const direct = intents.filter((intent) => intent !== 'period' && intent !== 'options')

/** Puts together what single words tell: an end with a trial is the trial's, `when` is nothing by itself. */
export function combine(asking: readonly Clause[], others: readonly Clause[]): Matter {
  const has = readHeadings(asking)
  const hasBefore = readHeadings(others)
  const found = new Set<Intent>(direct.filter((heading) => has(heading)))
  if (has('free')) found.add('plan')
  if (has('rest') && !found.has('licenses') && !found.has('code')) found.add('daysLeft')
  const isPoint = points.some((heading) => has(heading)) && !has('contract')

  const own = optionsIn(asking)
  const isOpen = own.length === 0 && (isPoint || has('options')) && !has('plan') && !has('trial')
  const options = isOpen ? optionsIn(others) : own.length > 0 ? own : trialsIn(asking, others)
  if (isPoint && own.length === 0 && hasBefore('trial') && ends.some((heading) => has(heading)))
    found.add('trial')

  const isOutcome = has('outcome') && found.size === 0
  if (isOutcome && (has('ends') || has('contract') || options.length > 0)) found.add('renewal')
  if (isPeriod(has, found, options.length > 0)) found.add('period')
  if (found.has('trial')) {
    found.delete('period')
    found.delete('daysLeft')
  }
  if (has('changes') && found.size === 0 && !has('options')) found.add('scheduled')
  if (asksOptions(asking, has, found, options.length > 0, own.length > 0)) found.add('options')
  if (found.size === 0 && has('contract')) {
    found.add('plan')
    found.add('period')
  }
  return { intents: intents.filter((intent) => found.has(intent)), options }
}

function isPeriod(has: AsksFor, found: ReadonlySet<Intent>, hasOptions: boolean): boolean {
  if (has('dates') || has('spans')) return true
  // Whichever plan was signed is asked for, and not when: 簽的是哪個方案.
  const isPoint = has('ends') || (has('begins') && (has('when') || !found.has('plan')))
  if (isPoint && has('when')) return !(found.has('renewal') || found.has('scheduled')) || has('contract')
  if (isPoint) return !weakening.some((intent) => found.has(intent))
  return has('when') && found.size === 0 && (has('contract') || hasOptions)
}

/** A named option is asked for by its name alone, unless something else is asked of it. */
function asksOptions(
  clauses: readonly Clause[],
  has: AsksFor,
  found: ReadonlySet<Intent>,
  isNamed: boolean,
  isNamedHere: boolean,
): boolean {
  if (!isNamed) return has('options') || (has('whatHeld') && found.size === 0)
  const isAboutThem = aboutOptions.some((intent) => found.has(intent))
  return !isAboutThem || (isNamedHere && clauses.some(isHeldApart))
}

/** Whether an option is held is asked for apart from what else is asked about it. */
function isHeldApart({ headings }: Clause): boolean {
  return (
    (headings.has('holds') || headings.has('whatHeld')) &&
    !aboutOptionHeadings.some((heading) => headings.has(heading))
  )
}

/** A trial that was told of before is of the option that it was told of with. */
function trialsIn(asking: readonly Clause[], others: readonly Clause[]): OptionId[] {
  const isTrial = ({ headings }: Clause) => headings.has('trial')
  return asking.some(isTrial) ? optionsIn(others.filter(isTrial)) : []
}

/** In the order in which they are named. */
function optionsIn(clauses: readonly Clause[]): OptionId[] {
  return [...new Set(clauses.flatMap(({ tokens }) => tokens.flatMap(({ word }) => word?.options ?? [])))]
}
