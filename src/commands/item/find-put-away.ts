import type { CalendarDate } from '../../core/calendar.ts'
import { roomOf } from '../../core/digest/digest.ts'
import type { Item } from '../../core/item.ts'
import { isPutAway, type Mark } from '../../core/marks.ts'
import type { Asked } from '../command.ts'

/** What digests leave out today. */
interface PutAway {
  /** By item. A day that something was put off to and that has come is no mark any more. */
  readonly marks: ReadonlyMap<Item, Mark>
  /** The day by which things are put off. */
  readonly today: CalendarDate
}

/** Empty where no marks are kept. */
export async function findPutAway(asked: Asked): Promise<PutAway> {
  const [all, today] = await Promise.all([asked.marks?.all() ?? [], findToday(asked)])
  const marks = new Map(all.filter((mark) => isPutAway(mark, today)).map((mark) => [mark.item, mark]))
  return { marks, today }
}

/** The day where the room's digest is read, for that is what things are put off from; else the reader's. */
async function findToday({ digests, call, clock, reader }: Asked): Promise<CalendarDate> {
  const digest = call.platform === 'terminal' ? undefined : await digests?.find(roomOf(call))
  return clock.today(digest?.rule.zone ?? reader.zone)
}
