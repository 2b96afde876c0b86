import { ownerOf } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { findItem } from './find-item.ts'
import { findState, marksOf } from './find-state.ts'
import { itemCard } from './item-card.ts'

/** Brings back into digests what was done or put off, whoever did that. */
export const reopen = defineCommand(
  {
    name: 'reopen',
    takes: { item: 'required' },
    example: '10000001/7001/serviceTrial/2026-11-30',
    isHidden: true,
  },
  async ({ item }, asked) => {
    const { call, digests } = asked
    const marks = marksOf(asked)
    const [found, state] = await Promise.all([findItem(item, asked), findState(item, asked)])
    if (!state.mark) return itemCard(found, state, say(found.ending ? 'mark.open' : 'claim.lapsed'), asked)

    await marks.clear(item)
    digests?.itemChanged(item, call)
    const name = data(ownerOf(call).name)
    const lead = call.isForRoom ? say('mark.reopenedBy', { name }) : say('mark.reopened')
    return itemCard(found, { ...state, mark: undefined }, lead, asked)
  },
)
