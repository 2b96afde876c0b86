import { z } from 'zod'
import { menuAction, quickReplyAction } from './action.ts'
import { flex } from './flex.ts'
import { findMentionFault } from './mentions.ts'
import { file, image, link, location, sticker, text } from './plain.ts'
import { buttonTemplate, carousel, imageCarousel, listTemplate } from './templates.ts'
import { httpsUrl, variants, words } from './words.ts'

/** https://developers.worksmobile.com/en/docs/bot-quickreply */
const quickReply = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          imageUrl: httpsUrl.optional(),
          i18nImageUrl: variants('thumbnailImageUrl', httpsUrl),
          imageResourceId: words(1000).optional(),
          i18nImageResourceIds: variants('imageResourceId', words(1000)),
          action: quickReplyAction,
        }),
      )
      .min(1)
      .max(13),
  })
  .optional()

const of = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape, quickReply })

const isFileNamed = (content: { originalContentUrl?: unknown; fileId?: unknown }) =>
  content.originalContentUrl !== undefined || content.fileId !== undefined
const fileNeeded = 'originalContentUrl or fileId is needed'

/** https://developers.worksmobile.com/en/docs/bot-send-content */
const contentSchema = z.discriminatedUnion('type', [
  of('text', text),
  of('flex', flex),
  of('button_template', buttonTemplate),
  of('list_template', listTemplate),
  of('carousel', carousel),
  of('image_carousel', imageCarousel),
  of('sticker', sticker),
  of('link', link),
  of('location', location),
  of('image', image).refine(isFileNamed, fileNeeded),
  of('file', file).refine(isFileNamed, fileNeeded),
  of('audio', file).refine(isFileNamed, fileNeeded),
  of('video', file).refine(isFileNamed, fileNeeded),
])

const messageSchema = z.strictObject({ content: contentSchema })

/** https://developers.worksmobile.com/en/docs/bot-persistentmenu-create */
const menuSchema = z.strictObject({ content: z.strictObject({ actions: z.array(menuAction).min(1).max(4) }) })

/** Why the body of a message would be refused; undefined when it would be taken. */
export function findMessageFault(body: unknown): string | undefined {
  const parsed = messageSchema.safeParse(body)
  return parsed.success ? findMentionFault(parsed.data.content) : describe(parsed.error)
}

/** Why the body of a persistent menu would be refused; undefined when it would be taken. */
export function findMenuFault(body: unknown): string | undefined {
  const { error } = menuSchema.safeParse(body)
  return error && describe(error)
}

/** Where and why, of the first fault. */
function describe({ issues: [issue] }: z.ZodError): string {
  return issue ? `${z.core.toDotPath(issue.path)}: ${issue.message}` : 'The parameter is invalid.'
}
