import { type Card, card, type Fact } from '../../core/card.ts'
import type { Digest, DigestRoom } from '../../core/digest/digest.ts'
import type { Digests } from '../../core/digest/digests.ts'
import { data, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { refreshAndShare } from '../line-actions.ts'
import { countConcerned } from './concerned.ts'
import { changeDigest, openPreview, stopDigest } from './digest-actions.ts'
import { noDigest } from './digest-form.ts'
import { nextFact, ruleFacts } from './digest-words.ts'
import { slotFact } from './slot-fact.ts'

/** A week and no more: further back nobody wonders. */
const shownSlots = 7

/** The digest of a room, and what became of the last ones, also where it has been ended since. */
export async function digestStatus(room: DigestRoom, asked: Asked, digests: Digests): Promise<Card> {
  const [digest, slots] = await Promise.all([digests.find(room), digests.slots(room, shownSlots)])
  const lastDays =
    slots.length > 0 ? [{ title: say('digestCommand.lastDays'), facts: slots.map(slotFact) }] : []
  if (!digest) return { ...noDigest(asked), sections: lastDays }

  return card({
    title: say('digestCommand.title'),
    lead: digest.paused ? say(`digestCommand.paused.${digest.paused}`) : say('digestCommand.running'),
    facts: [
      ...ruleFacts(digest.rule, await countConcerned(digest.rule, asked)),
      setByFact(digest),
      ...(digest.paused ? [] : [nextFact(digest)]),
    ],
    sections: lastDays,
    actions: [openPreview, changeDigest, stopDigest, ...refreshAndShare('digest status')],
  })
}

function setByFact({ setBy }: Digest): Fact {
  return { label: say('digestCommand.setByLabel'), value: data(setBy.name) }
}
