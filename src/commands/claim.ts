import { isOwn, ownerOf } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { claimsOf, findClaim, findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'

/** Makes the asker the one who sees to a thing that ends; with `over` also where somebody else does. */
export const claim = defineCommand(
  {
    name: 'claim',
    takes: { item: 'required', over: 'optional' },
    example: '10000001/7001/serviceTrial/2026-11-30',
    isHidden: true,
  },
  async ({ item, over }, asked) => {
    const claims = claimsOf(asked)
    const found = await findItem(item, asked)
    if (!found.ending) return itemCard(found, await findClaim(item, claims), say('claim.lapsed'), asked)

    const owner = ownerOf(asked.call)
    const held = await claims.take(item, owner)
    const { isForRoom } = asked.call
    const by = data(owner.name)
    if (isOwn(held, asked.call)) {
      return itemCard(found, held, isForRoom ? say('claim.held', { name: by }) : say('claim.taken'), asked)
    }

    const name = data(held.owner.name)
    if (!over) return itemCard(found, held, say('claim.held', { name }), asked)
    const lead = isForRoom ? say('claim.takenOverBy', { by, name }) : say('claim.takenOver', { name })
    return itemCard(found, await claims.takeOver(item, owner), lead, asked)
  },
)
