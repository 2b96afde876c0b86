import { isOwn } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { claimsOf, findClaim, findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'

/** Lets go of what the asker has taken on, also where it does not end any more. */
export const release = defineCommand(
  {
    name: 'release',
    takes: { item: 'required' },
    example: '10000001/7001/serviceTrial/2026-11-30',
    isHidden: true,
  },
  async ({ item }, asked) => {
    const claims = claimsOf(asked)
    const [found, held] = await Promise.all([findItem(item, asked), findClaim(item, claims)])
    if (!held) return itemCard(found, undefined, say('claim.free'), asked)
    if (!isOwn(held, asked.call)) {
      return itemCard(found, held, say('claim.notYours', { name: data(held.owner.name) }), asked)
    }
    await claims.release(item, asked.call)
    const name = data(held.owner.name)
    const lead = asked.call.isForRoom ? say('claim.givenBackBy', { name }) : say('claim.givenBack')
    return itemCard(found, undefined, lead, asked)
  },
)
