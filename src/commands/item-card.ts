import { startOfMinute } from '../core/calendar.ts'
import { type Action, type Card, card, type Fact } from '../core/card.ts'
import { type Claim, isOwn } from '../core/claims.ts'
import type { Ending } from '../core/expiry.ts'
import { data, date, instant, type Phrase, parts, say } from '../core/phrase.ts'
import { giveBack, openExpiring, openMine, takeOn, takeOver } from './claim-actions.ts'
import type { Asked } from './command.ts'
import { companyWithId, endingFact } from './ending-fact.ts'
import type { FoundItem } from './find-item.ts'
import type { ItemState } from './find-state.ts'
import { lapsedWords } from './lapsed-fact.ts'
import { markActions } from './mark-actions.ts'
import { markFact } from './mark-words.ts'
import { counted } from './period.ts'

/** One thing that ends, what has been done about it and by whom, and what the asker can do. `lead` says what has just happened. */
export function itemCard(
  found: FoundItem,
  { claim, mark, today }: ItemState,
  lead: Phrase,
  asked: Asked,
): Card {
  const { customer, ending, item, notes } = found
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
      ...claimActions(found, claim, asked),
      ...(ending && asked.marks ? markActions({ item, endsOn: ending.on }, mark, today) : []),
      openMine,
      openExpiring,
      { kind: 'open', label: say('action.customer'), command: `customer ${customer.domainId}` },
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

function claimActions(
  { item, ending }: FoundItem,
  claim: Claim | undefined,
  { claims, call }: Asked,
): Action[] {
  if (claim && isOwn(claim, call)) return [giveBack(item)]
  if (!ending || !claims) return []
  return [claim ? takeOver(item) : takeOn(item)]
}
