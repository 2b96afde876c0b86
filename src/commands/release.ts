import { isOwn } from '../core/claims.ts'
import { data, say } from '../core/phrase.ts'
import { defineCommand } from './command.ts'
import { claimsOf, findItem } from './find-item.ts'
import { findState } from './find-state.ts'
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
    const { call, digests } = asked
    const claims = claimsOf(asked)
    const [found, state] = await Promise.all([findItem(item, asked), findState(item, asked)])
    const { claim } = state
    if (!claim) return itemCard(found, state, say('claim.free'), asked)
    const name = data(claim.owner.name)
    if (!isOwn(claim, call)) return itemCard(found, state, say('claim.notYours', { name }), asked)

    await claims.release(item, call)
    digests?.itemChanged(item, call)
    const lead = call.isForRoom ? say('claim.givenBackBy', { name }) : say('claim.givenBack')
    return itemCard(found, { ...state, claim: undefined }, lead, asked)
  },
)
