import { type Phrase, say } from '../../core/phrase.ts'
import type { Intent } from '../../core/question/intent.ts'
import type { Gathered } from './gather.ts'
import { tellCode } from './tell-code.ts'
import { tellContact } from './tell-contact.ts'
import { tellDaysLeft } from './tell-days-left.ts'
import { tellDomain } from './tell-domain.ts'
import { tellLicenses } from './tell-licenses.ts'
import { tellLocalTime } from './tell-local-time.ts'
import { tellOptions } from './tell-options.ts'
import { tellPeriod } from './tell-period.ts'
import { tellPlan } from './tell-plan.ts'
import { tellRenewal } from './tell-renewal.ts'
import { tellScheduled } from './tell-scheduled.ts'
import { tellTrial } from './tell-trial.ts'

/** What is asked is the first thing to be read, so the rest is left to the card below. */
const mostSentences = 3

const tellers: Readonly<Record<Intent, (gathered: Gathered) => readonly Phrase[]>> = {
  plan: tellPlan,
  period: tellPeriod,
  daysLeft: tellDaysLeft,
  trial: tellTrial,
  options: tellOptions,
  renewal: tellRenewal,
  scheduled: tellScheduled,
  licenses: tellLicenses,
  domain: tellDomain,
  localTime: tellLocalTime,
  contact: tellContact,
  code: tellCode,
}

/** The fact that is asked, in a few sentences at most. `hasAllBelow`: a list of everything follows. */
export function tell(
  intent: Intent,
  gathered: Gathered,
  { hasAllBelow }: { hasAllBelow: boolean },
): readonly Phrase[] {
  const told = tellers[intent](gathered)
  const count = told.length - mostSentences
  return [
    ...told.slice(0, mostSentences),
    ...(count > 0 ? [say(hasAllBelow ? 'about.moreBelow' : 'about.more', { count })] : []),
  ]
}

/**
 * Two questions may have one answer, that nothing is held, say. Two contracts may be alike as well: what one question
 * is answered with stays whole.
 */
export function withoutRepeats(answers: readonly (readonly Phrase[])[]): Phrase[] {
  const told = new Set<string>()
  return answers.flatMap((sentences) => {
    const written = sentences.map((sentence) => JSON.stringify(sentence))
    const fresh = sentences.filter((_, index) => !told.has(written[index] ?? ''))
    for (const each of written) told.add(each)
    return fresh
  })
}
