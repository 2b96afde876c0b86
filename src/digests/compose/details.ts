import { companyWithId } from '../../commands/expiring/ending-fact.ts'
import { sectionsOf } from '../../commands/expiring/ending-sections.ts'
import { daysAhead } from '../../commands/expiring/expiring-words.ts'
import { startOfMinute } from '../../core/calendar.ts'
import { type Card, card, type Fact, type Section } from '../../core/card.ts'
import type { Customer } from '../../core/customer.ts'
import type { Ending } from '../../core/expiry.ts'
import { date, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import type { ComposeInput } from '../composing.ts'
import { changeLine } from './change-line.ts'
import { type DigestContent, inRanges } from './digest-content.ts'
import { type Claimed, endingLine, openCustomer } from './ending-line.ts'
import type { Named } from './parent.ts'
import { rangeTitle } from './range-title.ts'

/** Of each list. A thousand lines are some thirty messages of Slack, and more than anybody reads. */
const mostLines = 1000

/** Before the first pass these can be all customers there are, and only the count is of use. */
const mostUnreadLines = 100

/** Everything in full; undefined where the parent has named all of it. */
export function detailsCard(
  content: DigestContent,
  named: Named,
  claimed: Claimed,
  input: ComposeInput,
): Card | undefined {
  const { endedTrials, cancelled, scheduled, undated } = content
  const { rule } = input
  const lines = (title: Phrase, endings: readonly Ending[]) =>
    cutSections(
      title,
      endings.map((ending) => () => endingLine(ending, claimed)),
      mostLines,
    )
  const lists = [
    ...inRanges(content.within, rule.days).map(({ range, endings }) => lines(rangeTitle(range), endings)),
    lines(say('expiring.endedTrials'), endedTrials),
    lines(say('digest.cancelled'), cancelled),
    lines(say('digest.scheduled'), scheduled),
    lines(say('daysLeft.noEnd'), undated),
  ]
  const sections = [
    ...changesCutShort(content, named, claimed, input),
    ...(isAllNamed(content, named) ? [] : lists.flat()),
    ...notReadSections(content, input),
  ]
  return sections.length > 0
    ? card({ title: say('expiring.title', daysAhead(rule.days)), sections })
    : undefined
}

/** Only where the parent has not named them all. */
function changesCutShort(
  { changes }: DigestContent,
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

function isAllNamed(content: DigestContent, named: Named): boolean {
  const { within, endedTrials, cancelled, scheduled, undated } = content
  const others = endedTrials.length + cancelled.length + scheduled.length + undated.length
  return others === 0 && named.near.length === within.length
}

/** Customers of whom something may be missing, each by name. */
function notReadSections({ unread, failed }: DigestContent, { copies, rule }: ComposeInput): Section[] {
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
