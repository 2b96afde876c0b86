import type { SlackCommandMiddlewareArgs } from '@slack/bolt'
import type { Log, WallClock } from '../core/ports.ts'
import type { Answer, Answering } from './answering.ts'
import { askerOfCommand } from './asker.ts'
import { newCorrelationId } from './correlation-id.ts'
import type { Respond } from './respond.ts'

export interface OnCommandOptions {
  readonly answering: Answering
  readonly respond: Respond
  readonly wallClock: WallClock
  readonly log: Log
  /** How long the acknowledgement waits for the answer. */
  readonly waitMs: number
}

/** The command that takes any other as its text; names such as `/help` belong to other apps. */
export const deskCommand = 'desk'

/**
 * Answers a slash command. An answer within `waitMs` rides in the acknowledgement; a later one takes the place of
 * a line that says so.
 */
export function onCommand({ answering, respond, wallClock, log, waitMs }: OnCommandOptions) {
  return async ({ body, ack }: Pick<SlackCommandMiddlewareArgs, 'body' | 'ack'>): Promise<void> => {
    const begunAt = wallClock()
    const correlationId = newCorrelationId()
    const asker = askerOfCommand(body)
    const answer = answering.answer({
      asker,
      room: body.channel_id,
      command: commandLine(body.command, body.text),
      page: 1,
      fresh: false,
      correlationId,
    })

    const ready = await within(waitMs, answer)
    const { text, blocks } = ready?.message ?? { text: answering.sentence('slack.working', asker) }
    const isAcknowledged = await ack({
      response_type: 'ephemeral',
      text,
      ...(blocks ? { blocks: [...blocks] } : {}),
    }).then(
      () => true,
      (error: unknown) => {
        log.error({ correlationId, err: error }, 'command could not be acknowledged')
        return false
      },
    )

    const { outcome, message } = ready ?? (await answer)
    if (!ready || !isAcknowledged) {
      await respond(
        body.response_url,
        { response_type: 'ephemeral', replace_original: true, ...message },
        correlationId,
      )
    }
    log.info(
      { correlationId, person: asker.person, command: body.command, outcome, tookMs: wallClock() - begunAt },
      'command answered',
    )
  }
}

/** What the person could have typed to `/desk`: the slash command's name and its text. */
function commandLine(command: string, text = ''): string {
  const name = command.replace(/^\//, '')
  return name === deskCommand ? text.trim() || 'help' : `${name} ${text.trim()}`.trim()
}

/** The answer, if it comes in time. Answers never reject. */
function within(limitMs: number, answer: Promise<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, limitMs, undefined)
    void answer.then((ready) => {
      clearTimeout(limit)
      resolve(ready)
    })
  })
}
