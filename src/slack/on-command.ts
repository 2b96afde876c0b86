import type { RespondArguments, SlackCommandMiddlewareArgs } from '@slack/bolt'
import { within } from '../async/within.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { askerOfCommand } from './asker.ts'
import type { Correlated } from './correlation-id.ts'
import type { Question } from './late/question.ts'
import type { LateDesk } from './late-desk.ts'
import type { Message } from './message.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface OnCommandOptions {
  readonly desk: Pick<LateDesk, 'workspaces' | 'ask' | 'lateAnswers' | 'tellReplied'>
  readonly wallClock: WallClock
  readonly log: Log
  /** How long the acknowledgement waits for the answer. */
  readonly waitMs: number
}

type CommandArgs = Pick<SlackCommandMiddlewareArgs, 'body' | 'ack'> & { readonly context: Correlated }

/** The command that takes any other as its text; names such as `/help` belong to other apps. */
export const deskCommand = 'desk'

/** Slack waits for three seconds, its way and ours included; a store in trouble does not keep it from an answer. */
const latestAckMs = 2_500

/**
 * Answers a slash command. An answer within `waitMs` rides in the acknowledgement; a later one, kept until it is
 * there, takes the place of a line that says so.
 */
export function onCommand({ desk, wallClock, log, waitMs }: OnCommandOptions) {
  const { workspaces, ask, lateAnswers, tellReplied } = desk

  return async ({ body, ack, context: { correlationId } }: CommandArgs): Promise<void> => {
    const begunAt = wallClock()
    const asker = askerOfCommand(body)
    const question: Question = {
      kind: 'command',
      asker,
      room: body.channel_id,
      command: commandLine(body.command, body.text),
      page: 1,
      correlationId,
      askedAt: begunAt,
      responseUrl: body.response_url,
      uses: 0,
      takesPlace: true,
      isHintThere: true,
    }
    const answer = ask(question)

    const ready = await within(waitMs, answer)
    const limitMs = Math.max(0, latestAckMs - (wallClock() - begunAt))
    const late = ready ? undefined : await lateAnswers.keep(question, limitMs)
    const shown = ready?.message ?? { text: workspaces.sentence('slack.working', asker) }
    const isAcknowledged = await ack(toAskerAlone(shown)).then(
      () => true,
      (error: unknown) => {
        log.error({ correlationId, err: describeSlackError(error) }, 'command could not be acknowledged')
        return false
      },
    )

    const isDone = ready && isAcknowledged
    const finished = isDone ? ready : await (late ?? (await lateAnswers.keep(question))).finish(answer)
    if (!finished) return
    const { outcome } = finished
    tellReplied('command', finished, wallClock() - begunAt)
    log.info(
      { correlationId, person: asker.person, command: body.command, outcome, tookMs: wallClock() - begunAt },
      'command answered',
    )
  }
}

const acknowledgements = new WeakMap<Message, RespondArguments>()

/** The same object for the same message: a kept answer is then written out as JSON once. */
function toAskerAlone(message: Message): RespondArguments {
  const kept = acknowledgements.get(message)
  if (kept) return kept
  const { text, blocks } = message
  const made: RespondArguments = {
    response_type: 'ephemeral',
    text,
    ...(blocks ? { blocks: [...blocks] } : {}),
  }
  acknowledgements.set(message, made)
  return made
}

/** What the person could have typed to `/desk`: the slash command's name and its text. */
function commandLine(command: string, text = ''): string {
  const name = command.replace(/^\//, '')
  return name === deskCommand ? text.trim() || 'help' : `${name} ${text.trim()}`.trim()
}
