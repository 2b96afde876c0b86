import { type Action, type Card, card } from '../../core/card.ts'
import type { Claims } from '../../core/claims.ts'
import { type EndingList, endingWithin } from '../../core/ending-within.ts'
import { defaultWish, type WishForAll } from '../../core/expiring-arguments.ts'
import { type Phrase, parts, say } from '../../core/phrase.ts'
import { attempt } from '../attempt.ts'
import { type Asked, defineCommand } from '../command.ts'
import { unreadNotes } from '../error-card.ts'
import { openMine } from '../item/claim-actions.ts'
import { findPutAway } from '../item/find-put-away.ts'
import { refreshAndShare, tryAgain } from '../line-actions.ts'
import { copyNotes } from './copy-notes.ts'
import { customerDays } from './customer-days.ts'
import { endingFact } from './ending-fact.ts'
import { endingSections } from './ending-sections.ts'
import { expiringMine } from './expiring-mine.ts'
import { daysAhead, zonelessNotes } from './expiring-words.ts'
import { type Handled, handledFact } from './handled-fact.ts'

/** What is about to end over all customers, as the desk's own copy has it, and who sees to it. */
export const expiring = defineCommand(
  { name: 'expiring', takes: { window: 'optional' }, example: '7', hasSlash: true },
  async ({ window = defaultWish }, asked) =>
    window.mine ? expiringMine(window, asked) : ofAll(window, asked),
)

async function ofAll(wish: WishForAll, asked: Asked): Promise<Card> {
  const { directory, clock, reader, call } = asked
  const [copies, lastPassAt, handled] = await Promise.all([
    directory?.copies() ?? [],
    directory?.lastPassAt() ?? null,
    // The list is worth having without them.
    asked.claims && attempt(findHandled(asked.claims, asked), asked),
  ])
  const calendars = customerDays(clock, reader.zone)
  const list = endingWithin(copies, calendars.todayOf, wish)
  if (!lastPassAt && !list.oldestReadAt) return notCollected(wish)

  const listed = [...list.dated, ...list.undated, ...list.endedTrials]
  const isComplete = lastPassAt !== null && list.unread.length + list.failed.length === 0
  return card({
    title: titleOf(wish),
    lead:
      listed.length > 0
        ? countsOf(list, wish)
        : say(isComplete ? 'expiring.none' : 'expiring.noneKnown', daysAhead(wish.days)),
    sections: endingSections(list, (ending) =>
      handled?.value ? handledFact(ending, handled.value, call) : endingFact(ending),
    ),
    actions: actionsOf(wish, asked),
    notes: [
      ...zonelessNotes(listed, calendars.withoutZone, reader),
      ...unreadNotes('claim.unread', handled?.error, call),
      ...copyNotes(list, { lastPassAt, now: clock.now(), zone: reader.zone }),
    ],
  })
}

async function findHandled(claims: Claims, asked: Asked): Promise<Handled> {
  const [all, { marks }] = await Promise.all([claims.all(), findPutAway(asked)])
  return { claims: new Map(all.map((claim) => [claim.item, claim])), marks }
}

function titleOf(wish: WishForAll): Phrase {
  return say(wish.all ? 'expiring.titleAll' : 'expiring.title', daysAhead(wish.days))
}

function countsOf({ dated, undated, endedTrials }: EndingList, wish: WishForAll): Phrase {
  const today = dated.filter(({ daysLeft }) => daysLeft === 0).length
  return parts(
    say(wish.all ? 'expiring.countAll' : 'expiring.count', { count: dated.length, ...daysAhead(wish.days) }),
    ...(today > 0 ? [say('expiring.today', { count: today })] : []),
    ...(undated.length > 0 ? [say('expiring.undated', { count: undated.length })] : []),
    ...(endedTrials.length > 0 ? [say('expiring.ended', { count: endedTrials.length })] : []),
  )
}

/** Before the first customer has been read there is nothing to say, and an empty list would be a false answer. */
function notCollected(wish: WishForAll): Card {
  return card({
    title: titleOf(wish),
    lead: say('expiring.notCollected'),
    actions: [tryAgain(commandOf(wish))],
  })
}

function actionsOf(wish: WishForAll, { claims }: Asked): Action[] {
  const command = commandOf(wish)
  const withRenewing = commandOf({ ...wish, all: true })
  return [
    ...(wish.all
      ? []
      : [{ kind: 'open', label: say('action.withRenewing'), command: withRenewing } as const]),
    ...(claims ? [openMine] : []),
    ...refreshAndShare(command),
  ]
}

function commandOf({ days, all }: WishForAll): string {
  return `expiring ${all ? 'all ' : ''}${days}`
}
