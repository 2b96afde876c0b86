import { addDays } from '../../core/calendar.ts'
import { ownerOf } from '../../core/claims.ts'
import { data, date, say } from '../../core/phrase.ts'
import { type Command, defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { usageCard } from '../usage-card.ts'
import { findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { marksOf } from './needed-store.ts'

/** The longest plans run for a year; what is put off beyond that is as good as forgotten. */
const mostDaysAhead = 366

/** Keeps a thing that ends out of digests until a day. */
export const snooze: Command = defineCommand(
  {
    name: 'snooze',
    takes: { item: 'required', date: 'required' },
    example: `${exampleItem} 2026-11-27`,
    isHidden: true,
  },
  async ({ item, date: until }, asked) => {
    const { call, digests } = asked
    const marks = marksOf(asked)
    const found = await findItem(item, asked)
    const { today } = found
    if (until <= today || until > addDays(today, mostDaysAhead)) {
      return usageCard({ problem: 'notAhead', text: until }, snooze.spec, call)
    }
    if (!found.ending) return itemCard(found, say('claim.lapsed'), asked)

    const by = ownerOf(call)
    const mark = await marks.set(item, { kind: 'snoozed', until }, by)
    digests?.itemChanged(item, call)
    const on = { date: date(until) }
    const lead = call.isForRoom
      ? say('mark.snoozedBy', { ...on, name: data(by.name) })
      : say('mark.snoozed', on)
    return itemCard({ ...found, mark }, lead, asked)
  },
)
