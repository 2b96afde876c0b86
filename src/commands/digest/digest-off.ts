import { type Card, card } from '../../core/card.ts'
import { ownerOf } from '../../core/claims.ts'
import type { Digest, DigestRoom } from '../../core/digest/digest.ts'
import type { Digests } from '../../core/digest/digests.ts'
import { data, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { openForm, openStatus } from './digest-actions.ts'
import { noDigest } from './digest-form.ts'
import { ruleFacts } from './digest-words.ts'

/** Ends the digest of a room, which is told who did. */
export async function digestOff(room: DigestRoom, asked: Asked, digests: Digests): Promise<Card> {
  const { call } = asked
  const before = await digests.find(room)
  const isEnded = await digests.off(room)
  if (!isEnded) return noDigest(asked)

  const name = data(ownerOf(call).name)
  if (before && !call.isForRoom && !room.isDirect) {
    await digests.announce(room, say('digestCommand.announcedOff', { name }), before.rule)
  }
  return card({
    title: say('digestCommand.title'),
    lead: call.isForRoom ? say('digestCommand.endedBy', { name }) : say('digestCommand.ended'),
    actions: [openForm],
  })
}

/** Asks before it is ended. */
export function askToStop(digest: Digest | undefined, asked: Asked): Card {
  if (!digest) return noDigest(asked)
  return card({
    title: say('digestCommand.title'),
    lead: say('digestCommand.reallyEnd'),
    facts: ruleFacts(digest.rule),
    actions: [
      { kind: 'open', label: say('action.digestOff'), command: 'digest off' },
      { ...openStatus, label: say('action.keep') },
    ],
  })
}
