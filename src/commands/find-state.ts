import type { CalendarDate } from '../core/calendar.ts'
import type { Claim } from '../core/claims.ts'
import { roomOf } from '../core/digest/digest.ts'
import { DeskError } from '../core/errors.ts'
import type { Item } from '../core/item.ts'
import { isPutAway, type Mark, type Marks } from '../core/marks.ts'
import type { Asked } from './command.ts'

/** Who sees to an item, and why it is not in digests, if anything is kept of that. */
export interface ItemState {
  readonly claim: Claim | undefined
  readonly mark: Mark | undefined
  /** The day by which things are put off. */
  readonly today: CalendarDate
}

export async function findState(item: Item, asked: Asked): Promise<ItemState> {
  const [claims, marks, today] = await Promise.all([
    asked.claims?.all() ?? [],
    asked.marks?.all() ?? [],
    findToday(asked),
  ])
  return {
    claim: claims.find((claim) => claim.item === item),
    // A day that it was put off to and that has come is no mark any more.
    mark: marks.find((mark) => mark.item === item && isPutAway(mark, today)),
    today,
  }
}

/** Everything that is put away, by item. */
export async function findMarks(asked: Asked): Promise<ReadonlyMap<Item, Mark>> {
  const [all, today] = await Promise.all([asked.marks?.all() ?? [], findToday(asked)])
  return new Map(all.filter((mark) => isPutAway(mark, today)).map((mark) => [mark.item, mark]))
}

/** The day where the room's digest is read, for that is what things are put off from; else the reader's. */
async function findToday({ digests, call, clock, reader }: Asked): Promise<CalendarDate> {
  const digest = call.platform === 'terminal' ? undefined : await digests?.find(roomOf(call))
  return clock.today(digest?.rule.zone ?? reader.zone)
}

/** Rejects where nothing can be marked, because there is nowhere to keep it. */
export function marksOf({ marks, call }: Asked): Marks {
  if (!marks)
    throw new DeskError('internal', `${call.text.split(' ')[0]}: there is no store to keep marks in`)
  return marks
}
