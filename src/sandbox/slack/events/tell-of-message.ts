import { type DescribedMessage, describeMessage } from '../describe-message.ts'
import { refuseHistory } from '../scopes.ts'
import type { Delivery } from '../send-to-desk.ts'
import type { Workspace } from '../workspace.ts'
import { type Happening, wrapEvent } from './wrap-event.ts'

/** `not_sent`: Slack tells the app nothing of this. */
export type Telling = Delivery['outcome'] | 'not_sent'

/** From the best to the worst. */
const outcomes: readonly Telling[] = ['acknowledged', 'dispatch_failed', 'operation_timeout']

/**
 * Sends the events that a person's new message gives: `message`, and `app_mention` where it mentions the bot, each
 * with an id of its own and both at once, for Slack promises no order. A direct message gives no `app_mention`.
 * What the bot itself posts and changes is not told of: a desk has no use for its own words, and would have to drop
 * them. https://docs.slack.dev/reference/events/app_mention
 */
export async function tellOfMessage(
  message: DescribedMessage,
  happening: Happening,
  workspace: Workspace,
): Promise<Telling> {
  const { room } = happening
  const said = { ...describeInRoom(message, workspace), channel: room.id, event_ts: message.id }
  const isMention = String(message.payload.text).includes(`<@${workspace.team.bot.id}>`)
  const isMentionTold = isMention && room.person === undefined && isToldOfMentions(happening, workspace)
  const events = [
    ...(isMentionTold ? [{ ...said, type: 'app_mention' }] : []),
    ...(isToldOfMessages(happening, workspace)
      ? [{ ...said, type: 'message', channel_type: channelType(happening) }]
      : []),
  ]
  const told = await Promise.all(
    events.map((event) => workspace.events.send(wrapEvent(event, happening, workspace))),
  )
  return worstOf(told)
}

/** Of several that were told at once. */
export function worstOf(told: readonly Telling[]): Telling {
  return outcomes.findLast((outcome) => told.includes(outcome)) ?? 'not_sent'
}

/** Sends the one event that an edit gives. https://docs.slack.dev/reference/events/message/message_changed */
export async function tellOfEdit(
  { message, previous }: { readonly message: DescribedMessage; readonly previous: DescribedMessage },
  happening: Happening,
  workspace: Workspace,
): Promise<Telling> {
  if (!isToldOfMessages(happening, workspace)) return 'not_sent'
  const ts = workspace.nextTs()
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: describeInRoom(message, workspace),
    previous_message: describeInRoom(previous, workspace),
    channel: happening.room.id,
    channel_type: channelType(happening),
    ts,
    event_ts: ts,
  }
  return workspace.events.send(wrapEvent(event, happening, workspace))
}

function isToldOfMessages({ room }: Happening, { scopes }: Workspace): boolean {
  return room.isBotMember && refuseHistory(room, scopes) === undefined
}

function isToldOfMentions({ room }: Happening, { scopes }: Workspace): boolean {
  return room.isBotMember && scopes.includes('app_mentions:read')
}

function channelType({ room }: Happening): 'channel' | 'im' {
  return room.person === undefined ? 'channel' : 'im'
}

function describeInRoom(message: DescribedMessage, { context, team }: Workspace) {
  const parent = message.thread === undefined ? undefined : context.messages.find(message.thread)
  const author = parent?.author === 'bot' ? team.bot.id : parent?.author
  return {
    ...describeMessage(message, team),
    ...(author === undefined ? {} : { parent_user_id: author }),
  }
}
