import type { Log } from '../core/ports.ts'
import type { Answer } from './answering.ts'
import type { BotApi, Sending, SendOptions } from './bot-api.ts'
import type { Recipient } from './hear.ts'

export interface DeliverOptions {
  readonly api: BotApi
  readonly log: Log
}

/** Sends an answer; says what became of its last part, or of the first that did not arrive. Never rejects. */
export type Deliver = (
  to: Recipient,
  answer: Pick<Answer, 'flex' | 'text'>,
  options: SendOptions,
) => Promise<Sending>

/** What LINE WORKS answers to content that it does not take. */
export const contentRefusals = [400, 413, 422]

export function createDeliver({ api, log }: DeliverOptions): Deliver {
  return async (to, { flex, text }, options) => {
    const { correlationId, deadlineAt } = options
    if (flex) {
      const sending = await api.send(to, flex, options)
      if (sending.result !== 'refused' || !contentRefusals.includes(sending.status)) return sending
      log.error({ correlationId, ...sending }, 'LINE WORKS refused the flex message; sending text')
    }
    let last: Sending = { result: 'unsent', reason: 'there is nothing to send' }
    for (const [index, part] of text.entries()) {
      // Once a part has arrived, no other process can send the rest of it.
      last = await api.send(to, part, index === 0 ? options : { correlationId, deadlineAt })
      // Behind a part that may be missing the next would mislead.
      if (last.result !== 'sent') return last
    }
    return last
  }
}
