import type { WebClient } from '@slack/web-api'
import type { Admission, DigestRoom } from '../../core/digest/digest.ts'
import { channelSchema, readershipOf } from '../rooms.ts'
import { readFailure } from './failure.ts'

/** Slack's words for a conversation that the bot is not in; it does not tell a private one from one that is not. */
const outside = ['channel_not_found', 'not_in_channel']

/**
 * Whether the bot may post a digest to a conversation, and find it again there: it has to be in it, nobody of
 * another organisation may read along, and its history has to be open to the bot. Never rejects.
 */
export async function admitTo(
  client: Pick<WebClient, 'conversations'>,
  { room }: Pick<DigestRoom, 'room'>,
  onError: (error: unknown) => void,
): Promise<Admission> {
  const explain = (error: unknown, words: Readonly<Record<string, Admission>> = {}): Admission => {
    onError(error)
    const { kind, reason } = readFailure(error)
    if (kind !== 'refused') return 'unknown'
    return outside.includes(reason) ? 'notMember' : (words[reason] ?? 'unknown')
  }

  let channel: ReturnType<typeof channelSchema.parse>
  try {
    channel = channelSchema.parse((await client.conversations.info({ channel: room })).channel)
  } catch (error) {
    return explain(error)
  }
  const readership = readershipOf(channel, room)
  if (readership === 'others') return 'external'
  const isDirect = channel.is_im || channel.is_mpim
  if (channel.is_archived || (!isDirect && channel.is_member === false)) return 'notMember'
  if (readership === 'unknown') return 'unknown'

  try {
    await client.conversations.history({ channel: room, limit: 1 })
    return 'ok'
  } catch (error) {
    return explain(error, { missing_scope: 'noHistory' })
  }
}
