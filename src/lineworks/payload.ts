import { z } from 'zod'
import { parseExactJson } from '../works/exact-json.ts'

/** What the inbox keeps of a callback. */
export interface Payload {
  readonly correlationId: string
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  /** As it came: its long numbers would not survive another reading. */
  readonly body: string
  /** The asker has been told that it takes longer. */
  readonly isHinted?: boolean | undefined
}

const payloadSchema = z.object({
  correlationId: z.string(),
  receivedAt: z.number(),
  body: z.string(),
  isHinted: z.boolean().optional(),
})

export function writePayload({ correlationId, receivedAt, body, isHinted }: Payload): string {
  return JSON.stringify({ correlationId, receivedAt, body, isHinted })
}

/** Undefined for what `writePayload` of this version would not have written. */
export function readPayload(text: string): Payload | undefined {
  return payloadSchema.safeParse(parseExactJson(text)).data
}
