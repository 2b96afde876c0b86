import { startOfMinute } from '../../core/calendar.ts'
import { type Action, type Card, card, type Fact } from '../../core/card.ts'
import { type Claim, isOwn } from '../../core/claims.ts'
import type { Ending } from '../../core/expiry.ts'
import { data, date, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { counted } from '../customer/period.ts'
import { companyWithId, endingFact } from '../expiring/ending-fact.ts'
import { lapsedWords } from '../expiring/lapsed-fact.ts'
import { openCustomer } from '../related-actions.ts'
import { giveBack, openExpiring, openMine, takeOn, takeOver } from './claim-actions.ts'
import type { FoundItem } from './find-item.ts'
import { markActions } from './mark-actions.ts'
import { markFact } from './mark-words.ts'

/**
 * One thing that ends, what has been done about it and by whom, and what the asker can do. `lead` says what has just
 * happened.
 */
export function itemCard(found: FoundItem, lead: Phrase, asked: Asked): Card {
  const { item, customer, ending, claim, mark, today, notes } = found
  const { zone } = asked.reader
  return card({
    title: companyWithId(customer),
    lead,
    facts: [
      ...(ending ? endingFacts(ending) : []),
      // Without a claim it may never have been.
      ...(!ending && claim ? [{ label: say('claim.what'), value: lapsedWords(item) }] : []),
      ...(claim ? claimFacts(claim, zone) : []),
      ...(mark ? [markFact(mark, zone)] : []),
    ],
    actions: [
      ...claimActions(found, asked),
      ...(ending && asked.marks ? markActions({ item, endsOn: ending.on }, mark, today) : []),
      openMine,
      openExpiring,
      openCustomer(customer.domainId),
    ],
    notes,
  })
}

function endingFacts(ending: Ending): Fact[] {
  const { on, daysLeft, kind } = ending
  const when =
    on === null || daysLeft === null ? say('daysLeft.noEnd') : parts(date(on), counted('daysUntil', daysLeft))
  return [
    { label: say('claim.what'), value: endingFact(ending).value },
    // Trials that are over tell their date themselves.
    ...(kind === 'suspendedTrial' ? [] : [{ label: say('claim.when'), value: when }]),
  ]
}

function claimFacts({ owner, at }: Claim, zone: string): Fact[] {
  return [
    { label: say('claim.by'), value: data(owner.name) },
    { label: say('claim.since'), value: instant(startOfMinute(at), zone) },
  ]
}

function claimActions({ item, ending, claim }: FoundItem, { claims, call }: Asked): Action[] {
  if (claim && isOwn(claim, call)) return [giveBack(item)]
  if (!ending || !claims) return []
  return [claim ? takeOver(item) : takeOn(item)]
}
