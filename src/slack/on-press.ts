import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { Log } from '../core/ports.ts'
import { askerOfPress } from './asker.ts'
import { readPress } from './blocks/buttons.ts'
import type { Correlated } from './correlation-id.ts'
import { formCommand, type OpenForm } from './digest-form/open-form.ts'
import { type AnswerLaterOptions, createAnswerLater } from './late/answer-later.ts'
import type { Question } from './late/question.ts'
import type { LateDesk } from './late-desk.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface OnPressOptions extends AnswerLaterOptions {
  readonly desk: AnswerLaterOptions['desk'] & Pick<LateDesk, 'recentShares'>
  readonly openForm: OpenForm
  readonly log: Log
}

type PressArgs = Pick<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, 'body' | 'action' | 'ack'> & {
  readonly context: Correlated
}

/**
 * Answers a button. Under a message for one person the answer takes its place; under one that a room reads it is
 * new and for the presser alone, because others still read what is there. So it is where the button stood beside one
 * line of a list, which has more to be gone through. What is shared is new in any case. The acknowledgement shows
 * nothing, so a press is kept before it: nothing else would tell of it. The button that opens a form is not kept, for
 * Slack opens one only within three seconds.
 */
export function onPress({ desk, openForm, wallClock, log, waitMs }: OnPressOptions) {
  const { recentShares } = desk
  const answerLater = createAnswerLater({ desk, wallClock, waitMs })

  return async ({ body, action, ack, context: { correlationId } }: PressArgs): Promise<void> => {
    const begunAt = wallClock()
    const acknowledge = () =>
      ack().catch((error: unknown) => {
        log.error({ correlationId, err: describeSlackError(error) }, 'button could not be acknowledged')
      })

    const asker = askerOfPress(body)
    const { person } = asker
    const press = readPress(action.action_id, action.value)
    if (!press) {
      log.warn({ correlationId, person }, 'button of no known kind pressed')
      return acknowledge()
    }
    const { kind, command, page, isBeside, locale, opens } = press
    const room = body.channel?.id ?? ''
    const thread: string | undefined = body.container.thread_ts
    if (command === formCommand && kind === 'open') {
      await acknowledge()
      const asked = { asker, room, command, page, correlationId, fresh: false }
      const origin = { room, thread, responseUrl: body.response_url, pressedAt: begunAt }
      return openForm(asked, origin, body.trigger_id)
    }
    const question: Question = {
      kind,
      command,
      page,
      asker,
      room,
      correlationId,
      askedAt: begunAt,
      responseUrl: body.response_url,
      uses: 0,
      message: body.container.message_ts,
      thread,
      locale,
      opens,
      takesPlace: body.container.is_ephemeral === true && kind !== 'share' && !isBeside,
      isHintThere: false,
    }
    if (!recentShares.take(question)) {
      log.info({ correlationId, person, room }, 'not shared: has just been shared')
      return acknowledge()
    }

    const told = await answerLater({ question, way: 'button', begunAt, acknowledge })
    if (told) log.info({ correlationId, person, button: kind, ...told }, 'button answered')
  }
}
