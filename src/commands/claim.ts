import { isOwn, ownerOf } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { claimsOf, findItem } from './find-item.ts'
import { findState } from './find-state.ts'
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
    const { call, digests } = asked
    const claims = claimsOf(asked)
    const [found, state] = await Promise.all([findItem(item, asked), findState(item, asked)])
    if (!found.ending) return itemCard(found, state, say('claim.lapsed'), asked)

    const owner = ownerOf(call)
    const held = await claims.take(item, owner)
    const { isForRoom } = call
    const by = data(owner.name)
    if (isOwn(held, call)) {
      digests?.itemChanged(item, call)
      const lead = isForRoom ? say('claim.held', { name: by }) : say('claim.taken')
      return itemCard(found, { ...state, claim: held }, lead, asked)
    }

    const name = data(held.owner.name)
    if (!over) return itemCard(found, { ...state, claim: held }, say('claim.held', { name }), asked)
    const claim = await claims.takeOver(item, owner)
    digests?.itemChanged(item, call)
    const lead = isForRoom ? say('claim.takenOverBy', { by, name }) : say('claim.takenOver', { name })
    return itemCard(found, { ...state, claim }, lead, asked)
  },
)
