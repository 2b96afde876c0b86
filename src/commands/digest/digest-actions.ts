import type { Action } from '../../core/card.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import { digestLine } from '../../core/digest-arguments.ts'
import { data, say } from '../../core/phrase.ts'

export const openStatus: Action = {
  kind: 'open',
  label: say('action.digestStatus'),
  command: 'digest status',
}

export const openPreview: Action = { kind: 'open', label: say('action.digestNow'), command: 'digest now' }

export const openForm: Action = { kind: 'open', label: say('action.digestForm'), command: 'digest form' }

export const changeDigest: Action = { ...openForm, label: say('action.digestChange') }

/** Asks first: a slip should not cost a room its digest. */
export const stopDigest: Action = { kind: 'open', label: say('action.digestOff'), command: 'digest stop' }

/** The digest at one of the usual times; `rule` is what stands otherwise, where there is one. */
export function setAt(at: string, everyDay: boolean, rule: DigestRule | undefined): Action {
  return {
    kind: 'open',
    label: say(everyDay ? 'digestCommand.everyDayAt' : 'digestCommand.weekdaysAt', { time: data(at) }),
    command: rule
      ? digestLine({ ...rule, at, everyDay })
      : `digest daily ${at}${everyDay ? ' every day' : ''}`,
  }
}
