import { data, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'

/** Whether the domain is known to be theirs, and whether its mail arrives. */
export function tellDomain({ customer }: Gathered): Phrase[] {
  const { domainActive, mxRecordActive } = customer
  const domain = customer.domain?.trim()
  const owned = stateOf(domainActive, 'verified', 'notVerified', 'unknown')
  const mail = stateOf(mxRecordActive, 'mxActive', 'mxInactive', 'mxUnknown')
  return [
    domain ? say(`about.domain.${owned}`, { domain: data(domain) }) : say('about.domain.none'),
    ...(domain || mxRecordActive !== null ? [say(`about.domain.${mail}`)] : []),
  ]
}

function stateOf<State extends string>(state: boolean | null, yes: State, no: State, unknown: State): State {
  return state === null ? unknown : state ? yes : no
}
