import { z } from 'zod'
import { askerSchema } from '../late/question.ts'

const heardSchema = z.object({
  kind: z.enum(['message', 'change']),
  asker: askerSchema,
  room: z.string(),
  /** A conversation with the bot alone. */
  isDirect: z.boolean(),
  ts: z.string(),
  /** The first message of the thread that it stands in. */
  thread: z.string().optional(),
  /** Cleared of Slack's markup and of the bot's name. */
  text: z.string(),
  isAddressed: z.boolean(),
  /** When its words were changed; without it, they are the first. */
  changedTs: z.string().optional(),
  correlationId: z.string(),
  /** Milliseconds since the epoch. */
  receivedAt: z.number(),
  /** The answer may be in the thread by now. */
  isSending: z.boolean(),
})

/** What somebody wrote and is to be answered, with all that it takes to do so. */
export type Heard = Readonly<z.infer<typeof heardSchema>>

/** For the store. */
export function writeHeard(heard: Heard): string {
  return JSON.stringify(heard)
}

/** Undefined for what `writeHeard` of this version would not have written. */
export function readHeard(text: string): Heard | undefined {
  try {
    return heardSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Not passed on: the parser's message quotes what it could not read.
    return undefined
  }
}

/** The same for a message however often it is told of, and whatever becomes of it; its answer carries it. */
export function messageKeyOf({ room, ts }: Pick<Heard, 'room' | 'ts'>): string {
  return `message:${room}:${ts}`
}

/** What is claimed: a message, or one change of it. */
export function keyOf(heard: Pick<Heard, 'kind' | 'room' | 'ts' | 'changedTs'>): string {
  const { kind, room, ts, changedTs } = heard
  return kind === 'change' ? `edit:${room}:${ts}:${changedTs}` : messageKeyOf(heard)
}

/** Whether a key is of this form; those of commands and buttons are not. */
export function isHeardKey(key: string): boolean {
  return /^(?:message|edit):/.test(key)
}

/** Milliseconds since the epoch, by Slack's clock. */
export function writtenAt({ ts }: Pick<Heard, 'ts'>): number {
  return Number(ts) * 1000
}
