import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt'
import { digestLine } from '../../core/digest-arguments.ts'
import type { Log } from '../../core/ports.ts'
import { type Asker, askerOfPress } from '../asker.ts'
import type { Correlated } from '../correlation-id.ts'
import { type AnswerLaterOptions, createAnswerLater } from '../late/answer-later.ts'
import type { Question } from '../late/question.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { readOrigin } from './form-origin.ts'
import { exampleZone } from './form-view.ts'
import { type FormErrors, readForm } from './read-form.ts'

export interface OnFormOptions extends AnswerLaterOptions {
  readonly log: Log
}

type FormArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'body' | 'view' | 'ack'> & {
  readonly context: Correlated
}

/** The button's response address lives for 30 minutes, and the answer has to go there. */
const longestOpenMs = 29 * 60_000

/**
 * Takes a filled-in form as the command line that it stands for, and answers by the response address of the button
 * that opened it: that reaches the person also in a room that the bot is not in. What cannot be understood is said at
 * its field. Like a press it is kept before the acknowledgement, which closes the form.
 */
export function onForm({ desk, wallClock, log, waitMs }: OnFormOptions) {
  const { workspaces } = desk
  const answerLater = createAnswerLater({ desk, wallClock, waitMs })

  function describe(errors: FormErrors, asker: Asker): Record<string, string> {
    const say = (key: FormErrors[keyof FormErrors]) =>
      key ? workspaces.sentence(key, asker, { example: exampleZone }) : ''
    return Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, say(key)]))
  }

  return async ({ body, view, ack, context: { correlationId } }: FormArgs): Promise<void> => {
    const begunAt = wallClock()
    const asker = askerOfPress(body)
    const { person } = asker
    const acknowledge = (...answer: Parameters<typeof ack>) =>
      ack(...answer).catch((error: unknown) => {
        log.error({ correlationId, err: describeSlackError(error) }, 'form could not be acknowledged')
      })

    const origin = readOrigin(view.private_metadata)
    const reading = readForm(view.state.values)
    if (!reading || !origin || begunAt - origin.pressedAt > longestOpenMs) {
      const errors = describe({ at: 'digestForm.tooOld' }, asker)
      log.info({ correlationId, person }, 'form is too old')
      return acknowledge({ response_action: 'errors', errors })
    }
    if ('errors' in reading) {
      return acknowledge({ response_action: 'errors', errors: describe(reading.errors, asker) })
    }

    const { room, thread, responseUrl, pressedAt } = origin
    const question: Question = {
      kind: 'command',
      command: digestLine(reading.rule),
      page: 1,
      asker,
      room,
      thread,
      correlationId,
      // The age of a question is that of its address.
      askedAt: pressedAt,
      responseUrl,
      uses: 0,
      takesPlace: false,
      isHintThere: false,
    }
    const told = await answerLater({ question, way: 'form', begunAt, acknowledge })
    if (told) log.info({ correlationId, person, ...told }, 'form answered')
  }
}
