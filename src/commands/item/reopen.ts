import { ownerOf } from '../../core/claims.ts'
import { data, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { marksOf } from './needed-store.ts'

/** Brings back into digests what was done or put off, whoever did that. */
export const reopen = defineCommand(
  {
    name: 'reopen',
    takes: { item: 'required' },
    example: exampleItem,
    isHidden: true,
  },
  async ({ item }, asked) => {
    const { call, digests } = asked
    const marks = marksOf(asked)
    const found = await findItem(item, asked)
    if (!found.mark) return itemCard(found, say(found.ending ? 'mark.open' : 'claim.lapsed'), asked)

    await marks.clear(item)
    digests?.itemChanged(item, call)
    const name = data(ownerOf(call).name)
    const lead = call.isForRoom ? say('mark.reopenedBy', { name }) : say('mark.reopened')
    return itemCard({ ...found, mark: undefined }, lead, asked)
  },
)
