import type { Card } from '../../core/card.ts'
import type { DigestRoom } from '../../core/digest/digest.ts'
import type { Digests } from '../../core/digest/digests.ts'
import { say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { openForm } from './digest-actions.ts'
import { ruleWords } from './digest-words.ts'
import { findUsualRule } from './find-usual-rule.ts'

/** What the room would get now; without a digest what it would get by default, so that it can be tried first. */
export async function digestNow(room: DigestRoom, asked: Asked, digests: Digests): Promise<Card> {
  const digest = await digests.find(room)
  if (digest) return digests.preview(digest.rule, room)

  const rule = await findUsualRule(asked)
  const preview = await digests.preview(rule, room)
  return {
    ...preview,
    actions: [...preview.actions, openForm],
    notes: [...preview.notes, say('digestCommand.onTrial', { rule: ruleWords(rule) })],
  }
}
