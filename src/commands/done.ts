import { ownerOf } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { findItem } from './find-item.ts'
import { findState, marksOf } from './find-state.ts'
import { itemCard } from './item-card.ts'

/** Marks a thing that ends as seen to, so that digests leave it out. */
export const done = defineCommand(
  {
    name: 'done',
    takes: { item: 'required' },
    example: '10000001/7001/serviceTrial/2026-11-30',
    isHidden: true,
  },
  async ({ item }, asked) => {
    const { call, digests } = asked
    const marks = marksOf(asked)
    const [found, state] = await Promise.all([findItem(item, asked), findState(item, asked)])
    if (!found.ending) return itemCard(found, state, say('claim.lapsed'), asked)
    if (state.mark?.as.kind === 'done') {
      return itemCard(found, state, say('mark.doneBy', { name: data(state.mark.by.name) }), asked)
    }
    const by = ownerOf(call)
    const mark = await marks.set(item, { kind: 'done' }, by)
    digests?.itemChanged(item, call)
    const lead = call.isForRoom ? say('mark.doneBy', { name: data(by.name) }) : say('mark.done')
    return itemCard(found, { ...state, mark }, lead, asked)
  },
)
