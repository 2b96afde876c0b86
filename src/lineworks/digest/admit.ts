import type { DigestRoom, Readmission } from '../../core/digest/digest.ts'
import { toDeskError } from '../../core/errors.ts'
import { type ApiSurroundings, callOnce, type SharedSurroundings } from '../../works/api-call.ts'
import { apiCodeOf, describeReply } from '../../works/describe-reply.ts'
import { HttpFailure } from '../../works/http-failure.ts'
import { isClosed } from './is-closed.ts'

/** A person waits for it. */
const admitMs = 5_000

/**
 * Whether the bot is in a room, as far as LINE WORKS tells. There are no strangers to look for: it takes no bot into
 * a room with people from outside. Never rejects. https://developers.worksmobile.com/en/docs/bot-channel-get
 */
export function createAdmit(
  given: SharedSurroundings,
  botId: string,
): (room: DigestRoom, correlationId: string) => Promise<Readmission> {
  const around: ApiSurroundings = { ...given, attemptMs: admitMs, api: 'bot', purpose: 'person' }
  const { wallClock, log } = around

  return async ({ room, isDirect }, correlationId) => {
    // Of a room of two nothing can be asked: it goes by the person.
    if (isDirect) return 'ok'
    const operation = 'bot.channels.get'
    const path = ['', 'bots', botId, 'channels', room].map(encodeURIComponent).join('/')
    const deadlineAt = wallClock() + admitMs
    const reply = await callOnce(around, { operation, path, correlationId, deadlineAt }).catch(
      (thrown: unknown) => toDeskError(thrown),
    )
    if (reply instanceof Error) {
      const reason = reply instanceof HttpFailure ? reply.message : reply.code
      log.warn({ correlationId, reason }, 'LINE WORKS did not say whether the bot is in a room')
      return 'unknown'
    }
    const { status } = reply
    if (status === 200) return 'ok'
    if (isClosed({ status, code: apiCodeOf(reply) })) return 'notMember'
    log.warn({ correlationId, reply: describeReply(operation, reply) }, 'a room could not be looked at')
    // A bot that may send and not look has heard of the room from the room itself.
    return status === 403 ? 'ok' : 'unknown'
  }
}
