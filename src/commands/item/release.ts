import { isOwn } from '../../core/claims.ts'
import { data, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { exampleItem } from '../form.ts'
import { findItem } from './find-item.ts'
import { itemCard } from './item-card.ts'
import { claimsOf } from './needed-store.ts'

/** Lets go of what the asker has taken on, also where it does not end any more. */
export const release = defineCommand(
  {
    name: 'release',
    takes: { item: 'required' },
    example: exampleItem,
    isHidden: true,
  },
  async ({ item }, asked) => {
    const { call, digests } = asked
    const claims = claimsOf(asked)
    const found = await findItem(item, asked)
    const { claim } = found
    if (!claim) return itemCard(found, say('claim.free'), asked)
    const name = data(claim.owner.name)
    if (!isOwn(claim, call)) return itemCard(found, say('claim.notYours', { name }), asked)

    await claims.release(item, call)
    digests?.itemChanged(item, call)
    const lead = call.isForRoom ? say('claim.givenBackBy', { name }) : say('claim.givenBack')
    return itemCard({ ...found, claim: undefined }, lead, asked)
  },
)
