import { z } from 'zod'

const words = z.string().optional().catch(undefined)

const textSchema = z.union([z.string(), z.object({ text: words }).transform(({ text }) => text)])

const textsSchema = z
  .array(z.object({ text: textSchema.optional().catch(undefined) }).transform(({ text }) => text))
  .catch([])

/** A block, as far as text stands in it plainly; the words of a `rich_text` are the message's own text as well. */
const blockSchema = z.object({
  type: words,
  text: textSchema.optional().catch(undefined),
  fields: textsSchema.optional(),
  elements: textsSchema.optional(),
})

const blocksSchema = z.array(blockSchema).catch([])

const attachmentSchema = z.object({
  fallback: words,
  pretext: words,
  title: words,
  text: words,
  blocks: blocksSchema.optional(),
})

const messageSchema = z.object({
  text: words,
  blocks: blocksSchema.optional(),
  attachments: z.array(attachmentSchema).optional().catch(undefined),
})

/**
 * What stands in a message, in Slack's markup: its text, or where there is none, as in what other apps post, the words
 * of its blocks and attachments. Empty for a file alone.
 * https://docs.slack.dev/reference/events/message
 */
export function messageText(message: unknown): string {
  const { text, blocks = [], attachments = [] } = messageSchema.safeParse(message).data ?? {}
  if (text?.trim()) return text
  return joined([...textsOf(blocks), ...attachments.flatMap(textsOfAttachment)])
}

function textsOf(blocks: z.infer<typeof blocksSchema>): (string | undefined)[] {
  // The words on buttons say what an app can do, not what the message is about.
  const spoken = blocks.filter(({ type }) => type !== 'actions')
  return spoken.flatMap(({ text, fields = [], elements = [] }) => [text, ...fields, ...elements])
}

function textsOfAttachment(attachment: z.infer<typeof attachmentSchema>): (string | undefined)[] {
  const { fallback, pretext, title, text, blocks = [] } = attachment
  const own = [pretext, title, text, ...textsOf(blocks)]
  return joined(own) ? own : [fallback]
}

function joined(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text?.trim()).join('\n')
}
