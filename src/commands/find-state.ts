import type { Claim } from '../core/claims.ts'
import { DeskError } from '../core/errors.ts'
import type { Item } from '../core/item.ts'
import { isPutAway, type Mark, type Marks } from '../core/marks.ts'
import type { Asked } from './command.ts'

/** Who sees to an item, and why it is not in digests, if anything is kept of that. */
export interface ItemState {
  readonly claim: Claim | undefined
  readonly mark: Mark | undefined
}

export async function findState(item: Item, asked: Asked): Promise<ItemState> {
  const [claims, mark] = await Promise.all([asked.claims?.all() ?? [], findMark(item, asked)])
  return { claim: claims.find((claim) => claim.item === item), mark }
}

/** Everything that is put away on the reader's day, by item. */
export async function findMarks({ marks, clock, reader }: Asked): Promise<ReadonlyMap<Item, Mark>> {
  const today = clock.today(reader.zone)
  const all = (await marks?.all()) ?? []
  return new Map(all.filter((mark) => isPutAway(mark, today)).map((mark) => [mark.item, mark]))
}

/** The mark of an item; a day that it was put off to and that has come is none any more. */
export async function findMark(item: Item, asked: Asked): Promise<Mark | undefined> {
  return (await findMarks(asked)).get(item)
}

/** Rejects where nothing can be marked, because there is nowhere to keep it. */
export function marksOf({ marks, call }: Asked): Marks {
  if (!marks)
    throw new DeskError('internal', `${call.text.split(' ')[0]}: there is no store to keep marks in`)
  return marks
}
