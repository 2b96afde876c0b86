import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { Log, WallClock } from '../core/ports.ts'
import type { Answer, Answering } from './answering.ts'
import { askerOfPress } from './asker.ts'
import { readPress } from './buttons.ts'
import type { Correlated } from './correlation-id.ts'
import { createRecentShares } from './recent-shares.ts'
import type { OpenReplies } from './replies.ts'
import type { Share } from './share.ts'
import { within } from './within.ts'

export interface OnPressOptions {
  readonly answering: Answering
  readonly share: Share
  readonly openReplies: OpenReplies
  readonly wallClock: WallClock
  readonly log: Log
  /** After this long without an answer the presser is told that it takes longer. */
  readonly waitMs: number
}

type PressArgs = Pick<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, 'body' | 'action' | 'ack'> & {
  readonly context: Correlated
}

/**
 * Answers a button. Under a message for one person the answer takes its place; under one that a room reads it is
 * new and for the presser alone, because others still read what is there. What is shared is new in any case.
 */
export function onPress({ answering, share, openReplies, wallClock, log, waitMs }: OnPressOptions) {
  const recentShares = createRecentShares(wallClock)

  return async ({ body, action, ack, context: { correlationId } }: PressArgs): Promise<void> => {
    const begunAt = wallClock()
    await ack()

    const asker = askerOfPress(body)
    const { person } = asker
    const press = readPress(action.action_id, action.value)
    if (!press) {
      log.warn({ correlationId, person }, 'button of no known kind pressed')
      return
    }
    const { kind, command, page } = press
    const room = body.channel?.id ?? ''
    const sharing =
      kind === 'share' ? JSON.stringify([room, body.container.message_ts, person, command, page]) : undefined
    if (sharing && !recentShares.take(sharing)) {
      log.info({ correlationId, person, room }, 'not shared: has just been shared')
      return
    }

    const asked = { asker, room, command, page, fresh: kind === 'refresh', correlationId }
    const replies = openReplies(body.response_url, correlationId)
    const takesPlace = body.container.is_ephemeral === true && !sharing
    const answer = sharing ? share(asked) : answering.answer(asked)
    const ready = await within(waitMs, answer)
    const isHintThere =
      !ready &&
      (await replies.hint({
        response_type: 'ephemeral',
        replace_original: takesPlace,
        text: answering.sentence('slack.working', asker),
      }))

    const { outcome, message } = ready ?? (await answer)
    const isDelivered = await replies.send({
      response_type: outcome === 'shared' ? 'in_channel' : 'ephemeral',
      // A bare sentence about what went wrong may take the hint's place, but not an answer's.
      replace_original: takesPlace && (isHintThere || isAnswer(outcome)),
      ...message,
    })
    if (sharing && !(outcome === 'shared' && isDelivered)) recentShares.free(sharing)
    log.info(
      { correlationId, person, button: kind, outcome, tookMs: wallClock() - begunAt },
      'button answered',
    )
  }
}

function isAnswer(outcome: Answer['outcome']): boolean {
  return outcome !== 'refused' && outcome !== 'failed'
}
