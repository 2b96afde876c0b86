import { type Action, type Card, card } from '../core/card.ts'
import { type EndingList, type EndingWindow, endingWithin } from '../core/ending-within.ts'
import { defaultWindow } from '../core/expiring-arguments.ts'
import { data, type Phrase, parts, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { copyNotes } from './copy-notes.ts'
import { customerDays } from './customer-days.ts'
import { endingSections } from './ending-sections.ts'

/** What is about to end over all customers, as the desk's own copy has it. */
export const expiring = defineCommand(
  { name: 'expiring', takes: { window: 'optional' }, example: '7', hasSlash: true },
  async ({ window = defaultWindow }, { directory, clock, reader }) => {
    const [copies, lastPassAt] = await Promise.all([
      directory?.copies() ?? [],
      directory?.lastPassAt() ?? null,
    ])
    const calendars = customerDays(clock, reader.zone)
    const list = endingWithin(copies, calendars.todayOf, window)
    if (!lastPassAt && !list.oldestReadAt) return notCollected(window)

    const listed = [...list.dated, ...list.undated, ...list.endedTrials]
    const zoneless = new Set(listed.map(({ domainId }) => domainId)).intersection(calendars.withoutZone).size
    const isComplete = lastPassAt !== null && list.unread.length + list.failed.length === 0
    return card({
      title: titleOf(window),
      lead:
        listed.length > 0
          ? countsOf(list, window)
          : say(isComplete ? 'expiring.none' : 'expiring.noneKnown', within(window)),
      sections: endingSections(list),
      actions: actionsOf(window),
      notes: [
        ...(zoneless > 0 ? [say('expiring.zoneless', { count: zoneless, zone: data(reader.zone) })] : []),
        ...copyNotes(list, { lastPassAt, now: clock.now(), zone: reader.zone }),
      ],
    })
  },
)

function titleOf(window: EndingWindow): Phrase {
  return say(window.all ? 'expiring.titleAll' : 'expiring.title', within(window))
}

function within({ days }: EndingWindow): { days: Phrase } {
  return { days: say('expiring.days', { count: days }) }
}

function countsOf({ dated, undated, endedTrials }: EndingList, window: EndingWindow): Phrase {
  const today = dated.filter(({ daysLeft }) => daysLeft === 0).length
  return parts(
    say(window.all ? 'expiring.countAll' : 'expiring.count', { count: dated.length, ...within(window) }),
    ...(today > 0 ? [say('expiring.today', { count: today })] : []),
    ...(undated.length > 0 ? [say('expiring.undated', { count: undated.length })] : []),
    ...(endedTrials.length > 0 ? [say('expiring.ended', { count: endedTrials.length })] : []),
  )
}

/** Before the first customer has been read there is nothing to say, and an empty list would be a false answer. */
function notCollected(window: EndingWindow): Card {
  return card({
    title: titleOf(window),
    lead: say('expiring.notCollected'),
    actions: [{ kind: 'refresh', label: say('action.again'), command: commandOf(window) }],
  })
}

function actionsOf(window: EndingWindow): Action[] {
  const command = commandOf(window)
  return [
    ...(window.all
      ? []
      : [
          {
            kind: 'open',
            label: say('action.withRenewing'),
            command: commandOf({ ...window, all: true }),
          } as const,
        ]),
    { kind: 'refresh', label: say('action.refresh'), command },
    { kind: 'share', label: say('action.share'), command },
  ]
}

function commandOf({ days, all }: EndingWindow): string {
  return `expiring ${all ? 'all ' : ''}${days}`
}
