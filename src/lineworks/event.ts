import { hash } from 'node:crypto'
import { z } from 'zod'
import { parseInstant } from '../core/calendar.ts'

/** Numbers of up to 19 digits in some places, text in others. */
const id = z.union([z.string().min(1), z.int()]).transform(String)
const optionalText = z.string().nullish()

/** Absent in direct rooms; null or nothing would mean the same. */
const optionalId = z.union([z.literal('').transform(() => undefined), id]).nullish()

const fromPerson = z.object({ userId: id, channelId: optionalId, domainId: id })
const fromRoom = z.object({ channelId: id, domainId: id })
/** ISO 8601 with an offset, with or without milliseconds. */
const issuedTime = z.string().refine((text) => parseInstant(text) !== undefined)

/** The callbacks that are listened to. https://developers.worksmobile.com/en/docs/bot-callback-message */
const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    source: fromPerson,
    issuedTime,
    content: z.looseObject({ type: z.string(), text: optionalText, postback: optionalText }),
  }),
  z.object({ type: z.literal('postback'), source: fromPerson, issuedTime, data: z.string() }),
  z.object({ type: z.literal('begin'), source: fromPerson, issuedTime }),
  z.object({ type: z.literal('join'), source: fromRoom, issuedTime }),
])

/** Documented, and nothing to be said about. */
const silentSchema = z.object({ type: z.enum(['end', 'leave', 'joined', 'left']) })

const typeSchema = z.object({ type: z.string().regex(/^[A-Za-z_]{1,40}$/) })

export type CallbackEvent = z.output<typeof eventSchema>

/** What came in a callback; `type` is its own word for itself, where that can be logged. */
export type ReadCallback =
  | { readonly kind: 'event'; readonly event: CallbackEvent }
  | { readonly kind: 'silent' | 'unknown'; readonly type: string | undefined }

/** Reads parsed JSON, whose long numbers are digits. Unknown fields pass. */
export function readCallback(json: unknown): ReadCallback {
  const event = eventSchema.safeParse(json).data
  if (event) return { kind: 'event', event }
  const type = typeSchema.safeParse(json).data?.type
  return { kind: silentSchema.safeParse(json).success ? 'silent' : 'unknown', type }
}

/**
 * The same for the same event, however its JSON is written. LINE WORKS gives events no id: two are taken for one
 * where place, time and content are the same.
 */
export function keyOf(event: CallbackEvent): string {
  const { type, issuedTime } = event
  const { userId, channelId, domainId } = { userId: null, ...event.source }
  const said = type === 'message' ? event.content : type === 'postback' ? event.data : null
  const parts = [type, userId, channelId ?? null, domainId, issuedTime, said]
  return hash('sha256', JSON.stringify(parts, inFixedOrder), 'hex')
}

function inFixedOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
