import type { WebClient } from '@slack/web-api'
import type { Admission, DigestRoom } from '../../core/digest/digest.ts'
import type { WallClock } from '../../core/ports.ts'
import { channelSchema, readershipOf } from '../people/rooms.ts'
import { type Failure, readFailure } from '../web-api/read-failure.ts'

/** Slack's words for a conversation that the bot is not in; it does not tell a private one from one that is not. */
const outside = ['channel_not_found', 'not_in_channel']

export interface AdmitOptions {
  readonly wallClock: WallClock
  /** For the log. */
  readonly note: (fields: object, message: string) => (error: unknown) => void
}

/** Asks about rooms, and about none while Slack wants to be left alone. */
export function createAdmit(
  client: Pick<WebClient, 'conversations'>,
  { wallClock, note }: AdmitOptions,
): (room: Pick<DigestRoom, 'room'>, correlationId: string) => Promise<Admission> {
  let quietUntil = 0
  return async ({ room }, correlationId) => {
    if (wallClock() < quietUntil) return 'unknown'
    const complain = note({ correlationId, room }, 'room for a digest not asked about')
    return admitTo(client, { room }, (error, failure) => {
      if (failure.kind === 'later') quietUntil = wallClock() + failure.afterMs
      complain(error)
    })
  }
}

/**
 * Whether the bot may post a digest to a conversation, and find it again there: it has to be in it, nobody of
 * another organisation may read along, and its history has to be open to the bot. Never rejects.
 */
async function admitTo(
  client: Pick<WebClient, 'conversations'>,
  { room }: Pick<DigestRoom, 'room'>,
  onFailure: (error: unknown, failure: Failure) => void,
): Promise<Admission> {
  const explain = (error: unknown, words: Readonly<Record<string, Admission>> = {}): Admission => {
    const failure = readFailure(error)
    onFailure(error, failure)
    const { kind, reason } = failure
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
