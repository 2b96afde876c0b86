import { isOwn, ownerOf } from '../../core/claims.ts'
import { data, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { claimsOf } from './needed-store.ts'

/** Makes the asker the one who sees to a thing that ends; with `over` also where somebody else does. */
export const claim = defineCommand(
  {
    name: 'claim',
    takes: { item: 'required', over: 'optional' },
    example: exampleItem,
    isHidden: true,
  },
  async ({ item, over }, asked) => {
    const { call, digests } = asked
    const claims = claimsOf(asked)
    const found = await findItem(item, asked)
    if (!found.ending) return itemCard(found, say('claim.lapsed'), asked)

    const owner = ownerOf(call)
    const held = await claims.take(item, owner)
    const { isForRoom } = call
    const by = data(owner.name)
    if (isOwn(held, call)) {
      digests?.itemChanged(item, call)
      const lead = isForRoom ? say('claim.held', { name: by }) : say('claim.taken')
      return itemCard({ ...found, claim: held }, lead, asked)
    }

    const name = data(held.owner.name)
    if (!over) return itemCard({ ...found, claim: held }, say('claim.held', { name }), asked)
    const claim = await claims.takeOver(item, owner)
    digests?.itemChanged(item, call)
    const lead = isForRoom ? say('claim.takenOverBy', { by, name }) : say('claim.takenOver', { name })
    return itemCard({ ...found, claim }, lead, asked)
  },
)
