import { companyWithId } from '../../commands/ending-fact.ts'
import { sectionsOf } from '../../commands/ending-sections.ts'
import { within } from '../../commands/expiring-words.ts'
import { startOfMinute } from '../../core/calendar.ts'
import { type Card, card, type Fact, type Section } from '../../core/card.ts'
import type { Customer } from '../../core/customer.ts'
import type { Ending } from '../../core/expiry.ts'
import { date, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import type { ComposeInput } from '../composing.ts'
import { changeLine } from './change-line.ts'
import { type Claimed, digestLine, openCustomer } from './digest-line.ts'
import { type Gathered, inRanges } from './gather.ts'
import type { Named } from './parent.ts'
import { rangeTitle } from './range-title.ts'

/** Of each list. A thousand lines are some thirty messages of Slack, and more than anybody reads. */
const mostLines = 1000

/** Before the first pass these can be all customers there are, and only the count is of use. */
const mostUnreadLines = 100

/** Everything in full; undefined where the parent has named all of it. */
export function detailsCard(
  gathered: Gathered,
  named: Named,
  claimed: Claimed,
  input: ComposeInput,
): Card | undefined {
  const { endedTrials, cancelled, scheduled, undated } = gathered
  const { rule } = input
  const lines = (title: Phrase, endings: readonly Ending[]) =>
    cutSections(
      title,
      endings.map((ending) => () => digestLine(ending, claimed)),
      mostLines,
    )
  const lists = [
    ...inRanges(gathered.within, rule.days).map(({ range, endings }) => lines(rangeTitle(range), endings)),
    lines(say('expiring.endedTrials'), endedTrials),
    lines(say('digest.cancelled'), cancelled),
    lines(say('digest.scheduled'), scheduled),
    lines(say('daysLeft.noEnd'), undated),
  ]
  const sections = [
    ...changesCutShort(gathered, named, claimed, input),
    ...(isAllNamed(gathered, named) ? [] : lists.flat()),
    ...notReadSections(gathered, input),
  ]
  return sections.length > 0 ? card({ title: say('expiring.title', within(rule.days)), sections }) : undefined
}

/** Only where the parent has not named them all. */
function changesCutShort(
  { changes }: Gathered,
  named: Named,
  claimed: Claimed,
  { base }: ComposeInput,
): Section[] {
  if (!base || named.changes.length === changes.length) return []
  return cutSections(
    say('digest.changedSince', { date: date(base.date) }),
    changes.map((change) => () => changeLine(change, claimed)),
    mostLines,
  )
}

function isAllNamed(gathered: Gathered, named: Named): boolean {
  const { within: dated, endedTrials, cancelled, scheduled, undated } = gathered
  const others = endedTrials.length + cancelled.length + scheduled.length + undated.length
  return others === 0 && named.near.length === dated.length
}

/** Customers of whom something may be missing, each by name. */
function notReadSections({ unread, failed }: Gathered, { copies, rule }: ComposeInput): Section[] {
  if (unread.length + failed.length === 0) return []
  const readAt = new Map(copies.map((copy) => [copy.customer.domainId, copy.readAt]))
  const failedWords = ({ domainId }: Customer): Phrase => {
    const at = readAt.get(domainId)
    return at
      ? parts(
          say('digest.notRead.failed'),
          say('digest.notRead.before', { at: instant(startOfMinute(at), rule.zone) }),
        )
      : say('digest.notRead.failed')
  }
  const lineOf = (customer: Customer, value: Phrase): Fact => ({
    label: companyWithId(customer),
    value,
    action: openCustomer(customer.domainId),
  })
  return cutSections(
    say('digest.notRead.title'),
    [
      ...failed.map((customer) => () => lineOf(customer, failedWords(customer))),
      ...unread.map((customer) => () => lineOf(customer, say('digest.notRead.never'))),
    ],
    mostUnreadLines,
  )
}

function cutSections(title: Phrase, lines: readonly (() => Fact)[], most: number): Section[] {
  const further = lines.length - most
  return sectionsOf(title, [
    ...lines.slice(0, most).map((line) => line()),
    ...(further > 0
      ? [{ label: say('digest.further', { count: further }), value: say('digest.tooMany') }]
      : []),
  ])
}
