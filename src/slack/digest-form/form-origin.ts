import { z } from 'zod'

const originSchema = z.object({
  room: z.string(),
  thread: z.string().optional(),
  /** Of the button: whoever has it can write to the room. It goes to Slack and nowhere else. */
  responseUrl: z.string(),
  /** Milliseconds since the epoch; the response address lives from then. */
  pressedAt: z.number(),
})

/** Where a form was asked for, and its answer is to go; a form itself is in no room. */
export type FormOrigin = Readonly<z.infer<typeof originSchema>>

/** For the form's `private_metadata`, which takes 3,000 characters. */
export function writeOrigin(origin: FormOrigin): string {
  return JSON.stringify(origin)
}

/** Undefined for what `writeOrigin` of this version would not have written. */
export function readOrigin(text: string): FormOrigin | undefined {
  try {
    return originSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Not passed on: the parser's message quotes what it could not read, the address included.
    return undefined
  }
}
