import type { SlackCommandMiddlewareArgs } from '@slack/bolt'
import type { Log, WallClock } from '../core/ports.ts'
import type { Answering } from './answering.ts'
import { askerOfCommand } from './asker.ts'
import type { Correlated } from './correlation-id.ts'
import { describeSlackError } from './describe-slack-error.ts'
import type { OpenReplies } from './replies.ts'
import { within } from './within.ts'

export interface OnCommandOptions {
  readonly answering: Answering
  readonly openReplies: OpenReplies
  readonly wallClock: WallClock
  readonly log: Log
  /** How long the acknowledgement waits for the answer. */
  readonly waitMs: number
}

type CommandArgs = Pick<SlackCommandMiddlewareArgs, 'body' | 'ack'> & { readonly context: Correlated }

/** The command that takes any other as its text; names such as `/help` belong to other apps. */
export const deskCommand = 'desk'

/**
 * Answers a slash command. An answer within `waitMs` rides in the acknowledgement; a later one takes the place of
 * a line that says so.
 */
export function onCommand({ answering, openReplies, wallClock, log, waitMs }: OnCommandOptions) {
  return async ({ body, ack, context: { correlationId } }: CommandArgs): Promise<void> => {
    const begunAt = wallClock()
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
        log.error({ correlationId, err: describeSlackError(error) }, 'command could not be acknowledged')
        return false
      },
    )

    const { outcome, message } = ready ?? (await answer)
    if (!ready || !isAcknowledged) {
      const replies = openReplies(body.response_url, correlationId)
      await replies.send({ response_type: 'ephemeral', replace_original: true, ...message })
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
