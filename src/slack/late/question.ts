import { z } from 'zod'
import { locales } from '../../core/locale.ts'

export const askerSchema = z.object({
  person: z.string(),
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
})

const questionSchema = z.object({
  kind: z.enum(['command', 'open', 'refresh', 'share', 'page', 'look-up']),
  asker: askerSchema,
  room: z.string(),
  /** The line that is asked; of a look-up the text of the message, as Slack writes it. */
  command: z.string(),
  page: z.number(),
  correlationId: z.string(),
  /** Milliseconds since the epoch. */
  askedAt: z.number(),
  /** Whoever has it can write to the room: it goes to the store and to Slack, and nowhere else. */
  responseUrl: z.string(),
  /** How often the address is known to have been used. */
  uses: z.number(),
  /** The message of a pressed button, or the one that is looked up. */
  message: z.string().optional(),
  /** The thread that the button or the message stands in: its answers go there too. */
  thread: z.string().optional(),
  /** What to answer in; without it, in the asker's own language. */
  locale: z.enum(locales).optional(),
  /** The message that the answer is about: what is shared goes into its thread. */
  opens: z.string().optional(),
  /** Whether the answer replaces what the asker sees there: the line that it takes longer, or an answer. */
  takesPlace: z.boolean(),
  /** Whether that line is there. */
  isHintThere: z.boolean(),
})

/** What somebody asked by a command, a button or a shortcut, with all that it takes to answer at its response address. */
export type Question = Readonly<z.infer<typeof questionSchema>>

/** For the store. */
export function writeQuestion(question: Question): string {
  return JSON.stringify(question)
}

/** Undefined for what `writeQuestion` of this version would not have written. */
export function readQuestion(text: string): Question | undefined {
  try {
    return questionSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Not passed on: the parser's message quotes what it could not read.
    return undefined
  }
}
