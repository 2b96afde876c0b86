import { isOwn } from '../../core/claims.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'
import { type Asked, defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { type FoundItem, findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { markLead } from './mark-words.ts'

/** One thing that ends, who sees to it, and everything that can be done about it. */
export const item = defineCommand(
  {
    name: 'item',
    takes: { item: 'required' },
    example: exampleItem,
    isHidden: true,
  },
  async ({ item: key }, asked) => {
    const found = await findItem(key, asked)
    return itemCard(found, holderWords(found, asked), asked)
  },
)

/** That it is out of digests comes first: who has it stands below. */
function holderWords({ ending, claim, mark }: FoundItem, { call }: Asked): Phrase {
  if (!ending) return say('claim.lapsed')
  if (mark) return markLead(mark)
  if (!claim) return say('claim.free')
  if (!call.isForRoom && isOwn(claim, call)) return say('claim.taken')
  return say('claim.held', { name: data(claim.owner.name) })
}
