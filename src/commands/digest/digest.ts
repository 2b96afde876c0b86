import { roomOf } from '../../core/digest/digest.ts'
import { DeskError } from '../../core/errors.ts'
import { isMisunderstanding } from '../../core/misunderstanding.ts'
import { defineCommand } from '../command.ts'
import { usageCard } from '../usage-card.ts'
import { digestForm } from './digest-form.ts'
import { digestNow } from './digest-now.ts'
import { askToStop, digestOff } from './digest-off.ts'
import { digestRefusal } from './digest-refusal.ts'
import { digestSpec } from './digest-spec.ts'
import { digestStatus } from './digest-status.ts'
import { setDigest } from './set-digest.ts'

/** The digest of the room: what it is, what it is to be, and what it would say now. */
export const digest = defineCommand(digestSpec, async ({ digest: wish = { kind: 'status' } }, asked) => {
  const { digests, call } = asked
  if (call.platform === 'terminal') return digestRefusal('noRoom', call)
  if (!digests) throw new DeskError('internal', 'digest: there is no store to keep it in')

  const room = roomOf(call)
  switch (wish.kind) {
    case 'daily': {
      const answer = await setDigest(wish, room, asked, digests)
      return isMisunderstanding(answer) ? usageCard(answer, digestSpec, call) : answer
    }
    case 'off':
      return digestOff(room, asked, digests)
    case 'stop':
      return askToStop(await digests.find(room), asked)
    case 'now':
      return digestNow(room, asked, digests)
    case 'form':
      return digestForm(await digests.find(room), asked)
    default:
      return digestStatus(room, asked, digests)
  }
})
