import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt'
import { z } from 'zod'
import type { Log } from '../core/ports.ts'
import { askerOfPress } from './asker.ts'
import type { Correlated } from './correlation-id.ts'
import { type AnswerLaterOptions, createAnswerLater } from './late/answer-later.ts'
import type { Question } from './late/question.ts'
import { messageText } from './message-text.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface OnShortcutOptions extends AnswerLaterOptions {
  readonly log: Log
}

type ShortcutArgs = Pick<SlackShortcutMiddlewareArgs<MessageShortcut>, 'shortcut' | 'ack'> & {
  readonly context: Correlated
}

/** The shortcut in the menu of a message that looks up whom the message is about. */
export const lookUpId = 'look_up_customer'

/** Messages of bots may lack what those of people have. */
const threadSchema = z.object({ thread_ts: z.string().optional().catch(undefined) })

/**
 * Answers a message to whoever used the shortcut on it, and to nobody else, by the response address. The
 * acknowledgement shows nothing, so the question is kept before it, as with a button.
 *
 * The answer goes into the thread of the message where it has one: what is for one person alone is not shown in a
 * thread that nobody has begun. https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export function onShortcut({ desk, wallClock, log, waitMs }: OnShortcutOptions) {
  const answerLater = createAnswerLater({ desk, wallClock, waitMs })

  return async ({ shortcut, ack, context: { correlationId } }: ShortcutArgs): Promise<void> => {
    const begunAt = wallClock()
    const { message } = shortcut
    const asker = askerOfPress(shortcut)
    const question: Question = {
      kind: 'look-up',
      command: messageText(message),
      page: 1,
      asker,
      room: shortcut.channel.id,
      correlationId,
      askedAt: begunAt,
      responseUrl: shortcut.response_url,
      uses: 0,
      message: message.ts,
      thread: threadSchema.parse(message).thread_ts,
      takesPlace: false,
      isHintThere: false,
    }

    const acknowledge = () =>
      ack().catch((error: unknown) => {
        log.error({ correlationId, err: describeSlackError(error) }, 'shortcut could not be acknowledged')
      })
    const told = await answerLater({ question, way: 'shortcut', begunAt, acknowledge })
    if (told) log.info({ correlationId, person: asker.person, ...told }, 'message looked up')
  }
}
