import { z } from 'zod'
import type { Asker } from '../asker.ts'
import { isSlip } from './is-slip.ts'

/** What somebody wrote, where the bot could read it. */
export interface Spoken {
  readonly asker: Asker
  readonly room: string
  /** A conversation with the bot alone. */
  readonly isDirect: boolean
  /** The message's own id, which is also the second in which it was written. */
  readonly ts: string
  /** The first message of the thread that it stands in. */
  readonly thread: string | undefined
  /** As Slack gives it. */
  readonly text: string
  /** Slack itself calls it a mention of the bot. */
  readonly isMention: boolean
  /** The bot by what the event says; its own word for who it is goes before that. */
  readonly botUser: string | undefined
  /** What was written before a change, where Slack tells. */
  readonly before: string | undefined
  /** When it was changed; undefined: it is as it was first written. */
  readonly changedTs: string | undefined
}

const ts = z.string().regex(/^\d{1,12}\.\d{1,6}$/)

/** What people write themselves. https://docs.slack.dev/reference/events/message */
const writtenSubtypes = [undefined, null, 'thread_broadcast', 'file_share']

const messageSchema = z.object({
  subtype: z.string().nullish(),
  user: z.string().min(1),
  text: z.string().nullish(),
  ts,
  thread_ts: ts.nullish(),
  edited: z.object({ user: z.string(), ts }).nullish(),
  /** Any of these: an app wrote it, on behalf of whomever. */
  bot_id: z.unknown().optional(),
  bot_profile: z.unknown().optional(),
  app_id: z.unknown().optional(),
})

const place = { channel: z.string().min(1), channel_type: z.string().nullish() }

const newSchema = messageSchema.extend({
  ...place,
  type: z.enum(['app_mention', 'message']),
  hidden: z.boolean().nullish(),
})

const changeSchema = z.object({
  ...place,
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  message: messageSchema,
  previous_message: z.object({ text: z.string().nullish(), ts }),
})

const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  /** Seconds since the epoch. */
  event_time: z.number().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: z.string().nullish(),
        is_bot: z.boolean().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
  event: z.looseObject({ type: z.string() }),
})

type Envelope = z.infer<typeof envelopeSchema>
type Message = z.infer<typeof messageSchema>
type Place = Pick<z.infer<typeof newSchema>, 'channel' | 'channel_type'>

/**
 * Reads what somebody wrote, or wrote anew within a minute. Undefined for all that the bot is not to answer: other
 * events, what apps wrote, what is hidden, what Slack wrote itself, and changes that leave the words as they are.
 */
export function readEvent(body: unknown): Spoken | undefined {
  const envelope = envelopeSchema.safeParse(body).data
  if (!envelope) return undefined
  const change = changeSchema.safeParse(envelope.event).data
  if (change) return readChange(envelope, change)
  const event = newSchema.safeParse(envelope.event).data
  if (!event || event.hidden || !isConversation(event)) return undefined
  const { edited, ts, user } = event
  const isMention = event.type === 'app_mention'
  // Who puts the bot's name into a message later speaks to it only then.
  const isFirst = !edited || (isMention && edited.user === user && isSlip(ts, edited.ts))
  const more = { isMention, before: undefined, changedTs: edited?.ts }
  return isFirst ? spokenOf(envelope, event, event, more) : undefined
}

function readChange(envelope: Envelope, event: z.infer<typeof changeSchema>): Spoken | undefined {
  const { message, previous_message } = event
  const { edited } = message
  const before = previous_message.text ?? ''
  // Links that were unfolded come as changes as well, by nobody or with the same words.
  if (!edited || edited.user !== message.user || before === (message.text ?? '')) return undefined
  if (previous_message.ts !== message.ts || !isConversation(event)) return undefined
  if (!isSlip(message.ts, envelope.event_time ?? edited.ts)) return undefined
  return spokenOf(envelope, event, message, { isMention: false, before, changedTs: edited.ts })
}

function spokenOf(
  envelope: Envelope,
  { channel, channel_type }: Place,
  message: Message,
  more: Pick<Spoken, 'isMention' | 'before' | 'changedTs'>,
): Spoken | undefined {
  const { subtype, user, text, ts, thread_ts, bot_id, bot_profile, app_id } = message
  if (bot_id || bot_profile || app_id || user === 'USLACKBOT' || !writtenSubtypes.includes(subtype)) {
    return undefined
  }
  const own = envelope.authorizations?.[0]
  return {
    asker: {
      person: user,
      team: own?.is_enterprise_install ? null : (own?.team_id ?? envelope.team_id ?? null),
      enterprise: own?.enterprise_id ?? envelope.enterprise_id ?? null,
    },
    room: channel,
    isDirect: channel_type ? channel_type === 'im' : channel.startsWith('D'),
    ts,
    // A thread's first message may carry its own.
    thread: thread_ts && thread_ts !== ts ? thread_ts : undefined,
    text: text ?? '',
    botUser: own?.is_bot === false ? undefined : (own?.user_id ?? undefined),
    ...more,
  }
}

/** Mentions do not say where they stand. */
function isConversation({ channel_type }: Place): boolean {
  return !channel_type || ['channel', 'group', 'im', 'mpim'].includes(channel_type)
}
