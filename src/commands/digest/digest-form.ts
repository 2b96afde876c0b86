import { type Action, type Card, card, type Fact } from '../../core/card.ts'
import type { Digest } from '../../core/digest/digest.ts'
import { say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { exampleOf, formOf } from '../form.ts'
import { openForm, openPreview, setAt } from './digest-actions.ts'
import { digestSpec } from './digest-spec.ts'
import { ruleFacts } from './digest-words.ts'

/** When people come to work. */
const usualTimes = ['08:00', '09:00', '10:00'] as const

/** The usual times as buttons, for where no form can be shown; the rest of a rule stays as it is. */
export function digestForm(digest: Digest | undefined, asked: Asked): Card {
  const rule = digest?.rule
  return card({
    title: say('digestCommand.title'),
    lead: say('digestCommand.choose'),
    facts: [...(rule ? ruleFacts(rule) : []), ...typedFacts(asked)],
    actions: [
      ...formOn(asked),
      ...usualTimes.map((at) => setAt(at, false, rule)),
      setAt('09:00', true, rule),
    ],
  })
}

/** What a digest is, and how a room gets one. */
export function noDigest(asked: Asked): Card {
  return card({
    title: say('digestCommand.title'),
    lead: say('digestCommand.none'),
    facts: typedFacts(asked),
    actions: [openForm, setAt('09:00', false, undefined), openPreview],
  })
}

function typedFacts({ call: { platform } }: Asked): Fact[] {
  return [formOf(digestSpec, platform), exampleOf(digestSpec, platform)]
}

/** Behind this button Slack shows fields to fill in. */
function formOn({ call: { platform } }: Asked): Action[] {
  return platform === 'slack' ? [openForm] : []
}
