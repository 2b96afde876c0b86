import { type Action, type Card, card } from '../../core/card.ts'
import { isOwn, ownerOf } from '../../core/claims.ts'
import { type EndingList, endingWithin, lapsedAmong } from '../../core/ending-within.ts'
import type { WishForMine } from '../../core/expiring-arguments.ts'
import { domainIdOf } from '../../core/item.ts'
import { data, type Phrase, parts, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { openExpiring } from '../item/claim-actions.ts'
import { findPutAway } from '../item/find-put-away.ts'
import { claimsOf } from '../item/needed-store.ts'
import { refreshAndShare } from '../line-actions.ts'
import { copyNotes } from './copy-notes.ts'
import { customerDays } from './customer-days.ts'
import { endingSections, sectionsOf } from './ending-sections.ts'
import { daysAhead, zonelessNotes } from './expiring-words.ts'
import { ownFact } from './handled-fact.ts'
import { lapsedFact } from './lapsed-fact.ts'

/** What the asker has taken on, and what of it does not end any more: giving that back is for them to decide. */
export async function expiringMine({ days }: WishForMine, asked: Asked): Promise<Card> {
  const { directory, clock, reader, call } = asked
  const [copies, lastPassAt, claims, { marks }] = await Promise.all([
    directory?.copies() ?? [],
    directory?.lastPassAt() ?? null,
    claimsOf(asked).all(),
    findPutAway(asked),
  ])
  const own = new Set(claims.filter((claim) => isOwn(claim, call)).map(({ item }) => item))
  const customers = new Set([...own].map(domainIdOf))
  const concerned = copies.filter(({ customer }) => customers.has(customer.domainId))
  const calendars = customerDays(clock, reader.zone)
  const list = endingWithin(concerned, calendars.todayOf, { days, all: true }, own)
  const lapsed = lapsedAmong(own, concerned, calendars.todayOf)

  const listed = [...list.dated, ...list.undated, ...list.endedTrials]
  const name = data(ownerOf(call).name)
  return card({
    title:
      days === null
        ? say('expiring.titleMine', { name })
        : say('expiring.titleMineWithin', { name, ...daysAhead(days) }),
    lead: listed.length + lapsed.length > 0 ? countsOf(list, lapsed.length) : noneOf(own.size, days),
    sections: [
      ...endingSections(list, (ending) => ownFact(ending, marks)),
      ...sectionsOf(
        say('expiring.lapsed'),
        lapsed.map((item) => lapsedFact(item, concerned)),
      ),
    ],
    actions: actionsOf(days),
    notes: [
      ...zonelessNotes(listed, calendars.withoutZone, reader),
      ...(own.size > 0 ? copyNotes(list, { lastPassAt, now: clock.now(), zone: reader.zone }) : []),
    ],
  })
}

function countsOf({ dated, undated, endedTrials }: EndingList, lapsed: number): Phrase {
  const today = dated.filter(({ daysLeft }) => daysLeft === 0).length
  return parts(
    say('expiring.countMine', { count: dated.length + undated.length + endedTrials.length + lapsed }),
    ...(today > 0 ? [say('expiring.today', { count: today })] : []),
    ...(lapsed > 0 ? [say('expiring.countLapsed', { count: lapsed })] : []),
  )
}

function noneOf(claims: number, days: number | null): Phrase {
  return days === null || claims === 0
    ? say('expiring.noneMine')
    : say('expiring.noneMineWithin', daysAhead(days))
}

function actionsOf(days: number | null): Action[] {
  const command = days === null ? 'expiring mine' : `expiring mine ${days}`
  return [openExpiring, ...refreshAndShare(command)]
}
