import type { DeskPorts } from '../../core/desk-ports.ts'
import type { DigestMessage, DigestSender, Posting } from '../../core/digest/sender.ts'
import type { SharedSurroundings } from '../../works/api-call.ts'
import { createBotApi, type Sending } from '../bot-api.ts'
import type { Content } from '../content.ts'
import { newCorrelationId } from '../correlation-id.ts'
import { contentRefusals } from '../deliver.ts'
import type { Recipient } from '../hear.ts'
import { toWorksText } from '../works-text.ts'
import { createAdmit } from './admit.ts'
import { isClosed } from './is-closed.ts'
import { readPayload } from './payload.ts'
import { renderDigest } from './render.ts'

export interface WorksDigestSenderOptions extends SharedSurroundings, Pick<DeskPorts, 'say'> {
  readonly botId: string
}

/** For one message, sign-in included. */
const postMs = 10_000

/** Until what was not accepted is tried again, where LINE WORKS does not say. */
const retryMs = 10_000

const textLimit = 2000

/**
 * Sends digests as the bot, each message once at most: LINE WORKS has no way to look for one, or to change it, and
 * says nothing of a message but that it was taken.
 */
export function createWorksDigestSender(options: WorksDigestSenderOptions): DigestSender {
  const { botId, say, ...around } = options
  const { wallClock, log } = around
  const api = createBotApi({ ...around, botId })
  const admit = createAdmit(around, botId)

  const send = (to: Recipient, content: Content, correlationId: string) =>
    api.send(to, content, { correlationId, deadlineAt: wallClock() + postMs })

  async function post({ room, payload, correlationId }: DigestMessage): Promise<Posting> {
    const message = readPayload(payload)
    if (!message) return { result: 'refused', reason: 'unreadable', isGone: false }
    const to: Recipient = { kind: room.isDirect ? 'users' : 'channels', id: room.room }
    if (message.flex) {
      const sending = await send(to, message.flex, correlationId)
      if (sending.result !== 'refused' || !contentRefusals.includes(sending.status)) return toPosting(sending)
      log.error({ correlationId, ...sending }, 'LINE WORKS refused the flex message; sending text')
    }
    let last: Posting = { result: 'refused', reason: 'empty', isGone: false }
    for (const [index, part] of message.text.entries()) {
      last = toPosting(await send(to, part, correlationId))
      if (last.result === 'sent') continue
      // Tried again, the parts before it would come twice.
      return index === 0 ? last : { result: 'unclear', reason: `cut short: ${last.reason}` }
    }
    return last
  }

  return {
    admit,
    readmit: admit,
    render: (digest, reader) => renderDigest(digest, reader, say),
    post,
    async tell(_room, person, text) {
      const correlationId = newCorrelationId()
      const content: Content = { type: 'text', text: toWorksText(text, textLimit) }
      const sending = await send({ kind: 'users', id: person }, content, correlationId)
      if (sending.result !== 'sent') {
        log.warn({ correlationId, person, ...sending }, 'a person could not be told of a digest')
      }
    },
  }
}

function toPosting(sending: Sending): Posting {
  switch (sending.result) {
    case 'sent':
      return { result: 'sent', messageId: undefined }
    case 'refused': {
      const { status, code } = sending
      const reason = code ? `status ${status} ${code}` : `status ${status}`
      return { result: 'refused', reason, isGone: isClosed(sending) }
    }
    case 'uncertain':
      return { result: 'unclear', reason: sending.reason }
    default:
      return { result: 'retry', afterMs: sending.freeInMs ?? retryMs, reason: sending.reason }
  }
}
