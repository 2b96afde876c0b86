import { z } from 'zod'
import type { Content } from '../content.ts'
import type { Rendered } from '../render.ts'

/** One message of a digest: `flex` first, and `text` in its place where LINE WORKS refuses it. */
export type Payload = Pick<Rendered, 'flex' | 'text'>

const content = z.custom<Content>((value) => z.object({ type: z.string() }).safeParse(value).success)
const payloadSchema = z.object({ flex: content.optional(), text: z.array(content).min(1) })

/** As the store keeps it. */
export function writePayload({ flex, text }: Payload): string {
  return JSON.stringify({ flex, text })
}

/** Undefined for what `writePayload` would not have written. */
export function readPayload(text: string): Payload | undefined {
  try {
    const { data } = payloadSchema.safeParse(JSON.parse(text))
    return data && { flex: data.flex, text: data.text }
  } catch {
    // Not JSON: no message of ours, as the caller says.
    return undefined
  }
}
