import { concernedNote } from '../../commands/digest/concerned.ts'
import { copyNotes } from '../../commands/expiring/copy-notes.ts'
import { sectionsOf } from '../../commands/expiring/ending-sections.ts'
import { daysAhead, zonelessNotes } from '../../commands/expiring/expiring-words.ts'
import { type Card, card, type Fact, type Section } from '../../core/card.ts'
import { type Change, changeKinds } from '../../core/digest/changes.ts'
import type { Ending } from '../../core/expiry.ts'
import { data, date, instant, number, type Phrase, parts, say } from '../../core/phrase.ts'
import type { ComposeInput } from '../composing.ts'
import { changeLine } from './change-line.ts'
import { allOf, type DigestContent, firstDays, inRanges } from './digest-content.ts'
import { type Claimed, endingLine } from './ending-line.ts'
import { fairShare } from './fair-share.ts'
import { rangeTitle } from './range-title.ts'

/** Lines that each part of the parent names: with the longest words, two such parts fit into one message of Slack. */
const linesNamed = 8

/** From then on a digest calls itself late. */
const lateMs = 10 * 60_000

/** What the parent names; the rest it counts. */
export interface Named {
  readonly changes: readonly Change[]
  readonly near: readonly Ending[]
}

export function namedOf({ changes, near }: DigestContent): Named {
  return {
    changes: fairShare(changes, ({ kind }) => kind, linesNamed),
    near: near.slice(0, linesNamed),
  }
}

/** Lists all of it for the rule's customers alone, which `expiring` does not. */
export const listCommand = 'digest now'

/** The message that stands in the room. */
export function parentCard(
  content: DigestContent,
  named: Named,
  claimed: Claimed,
  input: ComposeInput,
): Card {
  const { rule, base } = input
  return card({
    title: say('digest.title', { date: date(input.date) }),
    lead: parts(...lateWords(input), ...countsOf(content, input)),
    sections: [
      ...sectionOf(
        base ? say('digest.changedSince', { date: date(base.date) }) : undefined,
        named.changes.map((change) => changeLine(change, claimed)),
        content.changes.length,
        input,
      ),
      ...sectionOf(
        base
          ? say('digest.closerSince', { date: date(base.date) })
          : say('expiring.title', daysAhead(Math.min(firstDays, rule.days))),
        named.near.map((ending) => endingLine(ending, claimed)),
        content.near.length,
        input,
      ),
      ...sectionsOf(say('digest.overview'), overviewOf(content, named, input)),
    ],
    actions: [
      { kind: 'open', label: say('menu.expiring'), command: listCommand },
      { kind: 'open', label: say('digest.status'), command: 'digest status' },
    ],
    notes: notesOf(content, input),
  })
}

function lateWords({ now, dueAt, rule }: ComposeInput): Phrase[] {
  const isLate = Date.parse(now) - Date.parse(dueAt) > lateMs
  return isLate ? [say('digest.late', { at: instant(dueAt, rule.zone) })] : []
}

function countsOf(content: DigestContent, { rule, lastPassAt }: ComposeInput): Phrase[] {
  const { changes, within, endedTrials, unread, failed } = content
  const today = within.filter(({ daysLeft }) => daysLeft === 0).length
  const undated = content.undated.length
  const isComplete = lastPassAt !== null && unread.length + failed.length === 0
  return [
    ...(changes.length > 0 ? [say('digest.changed', { count: changes.length })] : []),
    within.length > 0
      ? say('expiring.count', { count: within.length, ...daysAhead(rule.days) })
      : say(isComplete ? 'expiring.none' : 'expiring.noneKnown', daysAhead(rule.days)),
    ...(today > 0 ? [say('expiring.today', { count: today })] : []),
    ...(undated > 0 ? [say('expiring.undated', { count: undated })] : []),
    ...(endedTrials.length > 0 ? [say('expiring.ended', { count: endedTrials.length })] : []),
  ]
}

/** Nothing where there is nothing to name. */
function sectionOf(
  title: Phrase | undefined,
  facts: readonly Fact[],
  total: number,
  { room }: ComposeInput,
): Section[] {
  if (!title || facts.length === 0) return []
  const further = total - facts.length
  const where = say(room.platform === 'slack' ? 'digest.inThread' : 'digest.below')
  const rest = further > 0 ? [{ label: say('digest.further', { count: further }), value: where }] : []
  return [{ title, facts: [...facts, ...rest] }]
}

/** How much there is of what; of the changes only where not all are named. */
function overviewOf(content: DigestContent, named: Named, { rule }: ComposeInput): Fact[] {
  const { changes, endedTrials, cancelled, scheduled, undated } = content
  const isCutShort = named.changes.length < changes.length
  const byKind = isCutShort ? Map.groupBy(changes, ({ kind }) => kind) : undefined
  const counted = (label: Phrase, of: readonly unknown[] = []): Fact[] =>
    of.length > 0 ? [{ label, value: number(of.length) }] : []
  return [
    ...changeKinds.flatMap((kind) => counted(say(`digest.change.${kind}`), byKind?.get(kind))),
    ...inRanges(content.within, rule.days).flatMap(({ range, endings }) =>
      counted(rangeTitle(range), endings),
    ),
    ...counted(say('expiring.endedTrials'), endedTrials),
    ...counted(say('digest.cancelled'), cancelled),
    ...counted(say('digest.scheduled'), scheduled),
    ...counted(say('daysLeft.noEnd'), undated),
  ]
}

function notesOf(content: DigestContent, { rule, now, lastPassAt }: ComposeInput): Phrase[] {
  const { putAway, withoutZone, customers } = content
  return [
    ...(rule.contains === null
      ? []
      : [say('digest.only', { text: data(rule.contains) }), concernedNote(customers)]),
    ...(putAway > 0 ? [say('digest.putAway', { count: putAway })] : []),
    ...zonelessNotes(allOf(content), withoutZone, rule),
    ...copyNotes(content, { lastPassAt, now, zone: rule.zone }),
  ]
}
