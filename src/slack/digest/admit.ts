import type { WebClient } from '@slack/web-api'
import type { Admission, DigestRoom, Readmission } from '../../core/digest/digest.ts'
import type { WallClock } from '../../core/ports.ts'
import { channelSchema, readershipOf } from '../people/rooms.ts'
import { readFailure } from '../web-api/read-failure.ts'

/** Slack's words for a conversation that the bot is not in; it does not tell a private one from one that is not. */
const outside = ['channel_not_found', 'not_in_channel']

export interface AdmitOptions {
  readonly wallClock: WallClock
  /** For the log. */
  readonly note: (fields: object, message: string) => (error: unknown) => void
}

type Room = Pick<DigestRoom, 'room'>

interface Admit {
  /**
   * Whether the bot may post digests to a conversation, and find them again there: it has to be in it, nobody of
   * another organisation may read along, and its history has to be open to the bot. Never rejects.
   */
  admit(room: Room, correlationId: string): Promise<Admission>
  /** The same but for the history. */
  readmit(room: Room, correlationId: string): Promise<Readmission>
}

/** Asks about rooms, and about none while Slack wants to be left alone. */
export function createAdmit(
  client: Pick<WebClient, 'conversations'>,
  { wallClock, note }: AdmitOptions,
): Admit {
  let quietUntil = 0

  /** Slack's own word for why it refused; undefined where it may say otherwise soon. */
  function refusalIn(error: unknown, { room }: Room, correlationId: string): string | undefined {
    note({ correlationId, room }, 'room for a digest not asked about')(error)
    const failure = readFailure(error)
    if (failure.kind === 'later') quietUntil = wallClock() + failure.afterMs
    return failure.kind === 'refused' ? failure.reason : undefined
  }

  async function readmit({ room }: Room, correlationId: string): Promise<Readmission> {
    if (wallClock() < quietUntil) return 'unknown'
    try {
      const { channel } = await client.conversations.info({ channel: room })
      return readmissionOf(channelSchema.parse(channel), room)
    } catch (error) {
      return admissionAfter(refusalIn(error, { room }, correlationId))
    }
  }

  return {
    readmit,
    async admit({ room }, correlationId) {
      const readmission = await readmit({ room }, correlationId)
      if (readmission !== 'ok') return readmission
      try {
        await client.conversations.history({ channel: room, limit: 1 })
        return 'ok'
      } catch (error) {
        const refusal = refusalIn(error, { room }, correlationId)
        return refusal === 'missing_scope' ? 'noHistory' : admissionAfter(refusal)
      }
    },
  }
}

function admissionAfter(refusal: string | undefined): Readmission {
  return refusal !== undefined && outside.includes(refusal) ? 'notMember' : 'unknown'
}

function readmissionOf(channel: ReturnType<typeof channelSchema.parse>, room: string): Readmission {
  const readership = readershipOf(channel, room)
  if (readership === 'others') return 'external'
  const isDirect = channel.is_im || channel.is_mpim
  if (channel.is_archived || (!isDirect && channel.is_member === false)) return 'notMember'
  return readership === 'unknown' ? 'unknown' : 'ok'
}
