import { isOwn } from '../core/claims.ts'
import { data, type Phrase, say } from '../core/phrase.ts'
import { type Asked, defineCommand } from './command.ts'
import { type FoundItem, findItem } from './find-item.ts'
import { findState, type ItemState } from './find-state.ts'
import { itemCard } from './item-card.ts'
import { markLead } from './mark-words.ts'

/** One thing that ends, who sees to it, and everything that can be done about it. */
export const item = defineCommand(
  {
    name: 'item',
    takes: { item: 'required' },
    example: '10000001/7001/serviceTrial/2026-11-30',
    isHidden: true,
  },
  async ({ item: key }, asked) => {
    const [found, state] = await Promise.all([findItem(key, asked), findState(key, asked)])
    return itemCard(found, state, holderWords(found, state, asked), asked)
  },
)

/** That it is out of digests comes first: who has it stands below. */
function holderWords({ ending }: FoundItem, { claim, mark }: ItemState, { call }: Asked): Phrase {
  if (!ending) return say('claim.lapsed')
  if (mark) return markLead(mark)
  if (!claim) return say('claim.free')
  if (!call.isForRoom && isOwn(claim, call)) return say('claim.taken')
  return say('claim.held', { name: data(claim.owner.name) })
}
