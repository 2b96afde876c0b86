import { z } from 'zod'
import { box, colour, image } from './flex-component.ts'
import { variants, words } from './words.ts'

/** The Japanese page says 15 KB, the others 30: the smaller holds, as does the smaller kilobyte. */
const longestJson = 15_000
const longestAltText = 400
const mostBubbles = 10

const blockStyle = z.strictObject({
  backgroundColor: colour.optional(),
  separator: z.boolean().optional(),
  separatorColor: colour.optional(),
})

/** https://developers.worksmobile.com/en/docs/bot-send-flex-bubble */
const bubble = z
  .strictObject({
    type: z.literal('bubble'),
    size: z.enum(['nano', 'micro', 'kilo', 'mega', 'giga']).optional(),
    direction: z.enum(['ltr', 'rtl']).optional(),
    header: box.optional(),
    hero: z.discriminatedUnion('type', [box, image]).optional(),
    body: box.optional(),
    footer: box.optional(),
    styles: z
      .strictObject({
        header: blockStyle.optional(),
        hero: blockStyle.optional(),
        body: blockStyle.optional(),
        footer: blockStyle.optional(),
      })
      .optional(),
  })
  .refine(
    ({ header, hero, body, footer }) => header || hero || body || footer,
    'at least one block is needed',
  )

/** https://developers.worksmobile.com/en/docs/bot-send-flex-carousel */
const carousel = z.strictObject({
  type: z.literal('carousel'),
  contents: z
    .array(bubble)
    .min(1)
    .max(mostBubbles)
    .refine(
      (bubbles) => new Set(bubbles.map(({ size = 'mega' }) => size)).size === 1,
      'bubbles of different sizes',
    ),
})

export const flex = {
  altText: words(longestAltText),
  i18nAltTexts: variants('altText', words(longestAltText)),
  contents: z
    .discriminatedUnion('type', [bubble, carousel])
    .refine(
      (contents) => Buffer.byteLength(JSON.stringify(contents)) <= longestJson,
      `more than ${longestJson} bytes of JSON`,
    ),
}
