import { isEqual } from '../../is-equal.ts'
import type { Secrets } from '../../secrets.ts'
import type { Arguments } from '../read-arguments.ts'

/** The refusal for a client that is not this app; undefined for ours. */
export function checkClient(
  { client_id, client_secret }: Arguments,
  { slackClientId, slackClientSecret }: Pick<Secrets, 'slackClientId' | 'slackClientSecret'>,
): { readonly error: string } | undefined {
  if (client_id !== slackClientId) return { error: 'invalid_client_id' }
  if (!isEqual(String(client_secret), slackClientSecret)) return { error: 'bad_client_secret' }
  return undefined
}

/** The client that an Authorization header names by HTTP Basic, as arguments; none where it does not. */
export function readBasic(authorization: string | undefined): Arguments {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return {}
  const [client_id, client_secret = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  return { client_id, client_secret }
}
