import { ownerOf } from '../../core/claims.ts'
import { data, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { marksOf } from './needed-store.ts'

/** Marks a thing that ends as seen to, so that digests leave it out. */
export const done = defineCommand(
  {
    name: 'done',
    takes: { item: 'required' },
    example: exampleItem,
    isHidden: true,
  },
  async ({ item }, asked) => {
    const { call, digests } = asked
    const marks = marksOf(asked)
    const found = await findItem(item, asked)
    if (!found.ending) return itemCard(found, say('claim.lapsed'), asked)
    if (found.mark?.as.kind === 'done') {
      return itemCard(found, say('mark.doneBy', { name: data(found.mark.by.name) }), asked)
    }
    const by = ownerOf(call)
    const mark = await marks.set(item, { kind: 'done' }, by)
    digests?.itemChanged(item, call)
    const lead = call.isForRoom ? say('mark.doneBy', { name: data(by.name) }) : say('mark.done')
    return itemCard({ ...found, mark }, lead, asked)
  },
)
