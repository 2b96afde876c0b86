import { slackInvite } from '../../core/bot-name.ts'
import type { Call } from '../../core/call.ts'
import { type Card, card } from '../../core/card.ts'
import type { Admission } from '../../core/digest/digest.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'
import { tryAgain } from '../line-actions.ts'

/** Slack has one for each kind of conversation. */
const historyScopes = 'channels:history, groups:history, im:history, mpim:history'

/** Why a room cannot have a digest, and what helps. `noRoom`: it is asked for where there are no rooms. */
export function digestRefusal(reason: Exclude<Admission, 'ok'> | 'noRoom', call: Call): Card {
  return card({
    kind: 'error',
    title: say('digestCommand.refused'),
    lead: explain(reason, call),
    actions: reason === 'external' || reason === 'noRoom' ? [] : [tryAgain(call.text)],
  })
}

function explain(reason: Exclude<Admission, 'ok'> | 'noRoom', { platform }: Call): Phrase {
  if (reason === 'noHistory') return say('digestCommand.noHistory', { scopes: data(historyScopes) })
  if (reason === 'notMember' && platform === 'slack') {
    return say('digestCommand.inviteBot', { invite: data(slackInvite) })
  }
  return say(`digestCommand.${reason}`)
}
