import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { Log, WallClock } from '../core/ports.ts'
import type { Answer, Answering } from './answering.ts'
import { askerOfPress } from './asker.ts'
import { readPress } from './buttons.ts'
import { newCorrelationId } from './correlation-id.ts'
import type { Respond } from './respond.ts'
import type { Share } from './share.ts'

export interface OnPressOptions {
  readonly answering: Answering
  readonly share: Share
  readonly respond: Respond
  readonly wallClock: WallClock
  readonly log: Log
}

type PressArgs = Pick<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, 'body' | 'action' | 'ack'>

/**
 * Answers a button. Under a message for one person the answer takes its place; under one that a room reads it is
 * new and for the presser alone, because others still read what is there.
 */
export function onPress({ answering, share, respond, wallClock, log }: OnPressOptions) {
  return async ({ body, action, ack }: PressArgs): Promise<void> => {
    const begunAt = wallClock()
    const correlationId = newCorrelationId()
    await ack()

    const asker = askerOfPress(body)
    const press = readPress(action.action_id, action.value)
    if (!press) {
      log.warn({ correlationId, person: asker.person }, 'button of no known kind pressed')
      return
    }
    const { kind, command, page } = press
    const asked = {
      asker,
      room: body.channel?.id ?? '',
      command,
      page,
      fresh: kind === 'refresh',
      correlationId,
    }
    const { outcome, message } = await (kind === 'share' ? share(asked) : answering.answer(asked))
    await respond(
      body.response_url,
      {
        response_type: outcome === 'shared' ? 'in_channel' : 'ephemeral',
        replace_original: body.container.is_ephemeral === true && kind !== 'share' && isAnswer(outcome),
        ...message,
      },
      correlationId,
    )
    log.info(
      { correlationId, person: asker.person, button: kind, outcome, tookMs: wallClock() - begunAt },
      'button answered',
    )
  }
}

/** A bare sentence about what went wrong must not take an answer's place. */
function isAnswer(outcome: Answer['outcome']): boolean {
  return outcome !== 'refused' && outcome !== 'failed'
}
