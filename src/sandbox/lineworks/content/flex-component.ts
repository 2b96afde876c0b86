import { z } from 'zod'
import { flexAction, flexButtonAction } from './action.ts'
import { httpsUrl, words } from './words.ts'

/**
 * Components with the properties of LINE's Flex Message (Update 1), which the Flexible Template is partly compatible
 * with. Filler is left out, as LINE WORKS names none.
 * https://developers.worksmobile.com/en/docs/bot-send-flex-element
 */
const pixels = z.string().regex(/^\d+(\.\d+)?px$/)
const percents = z.string().regex(/^\d+(\.\d+)?%$/)
const space = z.union([z.enum(['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl']), pixels])
const length = z.union([pixels, percents])
export const colour = z.string().regex(/^#([0-9a-f]{6}|[0-9a-f]{8})$/i)
const textSize = z.enum(['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl'])
const gravity = z.enum(['top', 'bottom', 'center']).optional()
const align = z.enum(['start', 'end', 'center']).optional()
const ratio = z.string().regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/)
/** No page gives a limit of its own; this is that of a text message. */
const longestText = 2000

const placed = {
  flex: z.int().min(0).optional(),
  margin: space.optional(),
  position: z.enum(['relative', 'absolute']).optional(),
  offsetTop: space.optional(),
  offsetBottom: space.optional(),
  offsetStart: space.optional(),
  offsetEnd: space.optional(),
}

const lettered = {
  size: textSize.optional(),
  weight: z.enum(['regular', 'bold']).optional(),
  color: colour.optional(),
  style: z.enum(['normal', 'italic']).optional(),
  decoration: z.enum(['none', 'underline', 'line-through']).optional(),
}

const span = z.strictObject({ type: z.literal('span'), text: words(longestText), ...lettered })

const text = z
  .strictObject({
    type: z.literal('text'),
    text: words(longestText).optional(),
    contents: z.array(span).min(1).optional(),
    align,
    gravity,
    wrap: z.boolean().optional(),
    maxLines: z.int().min(0).optional(),
    action: flexAction.optional(),
    ...placed,
    ...lettered,
  })
  .refine((given) => given.text !== undefined || given.contents !== undefined, 'text or contents are needed')

const button = z.strictObject({
  type: z.literal('button'),
  action: flexButtonAction,
  style: z.enum(['primary', 'secondary', 'link']).optional(),
  height: z.enum(['sm', 'md']).optional(),
  color: colour.optional(),
  gravity,
  ...placed,
})

export const image = z.strictObject({
  type: z.literal('image'),
  url: httpsUrl,
  align,
  gravity,
  size: z.union([textSize, z.literal('full')]).optional(),
  aspectRatio: ratio.optional(),
  aspectMode: z.enum(['cover', 'fit']).optional(),
  backgroundColor: colour.optional(),
  action: flexAction.optional(),
  ...placed,
})

const { flex: _flex, ...placedIcon } = placed
const icon = z.strictObject({
  type: z.literal('icon'),
  url: httpsUrl,
  size: textSize.optional(),
  aspectRatio: ratio.optional(),
  ...placedIcon,
})

const separator = z.strictObject({
  type: z.literal('separator'),
  margin: space.optional(),
  color: colour.optional(),
})

/** A line of text takes only what has a baseline. */
const inLayout = {
  vertical: ['box', 'button', 'image', 'text', 'separator'],
  horizontal: ['box', 'button', 'image', 'text', 'separator'],
  baseline: ['icon', 'text'],
}

export const box = z
  .strictObject({
    type: z.literal('box'),
    layout: z.enum(['vertical', 'horizontal', 'baseline']),
    contents: z.array(z.lazy((): z.ZodType<{ readonly type: string }> => component)).min(1),
    spacing: space.optional(),
    backgroundColor: colour.optional(),
    borderColor: colour.optional(),
    borderWidth: z
      .union([pixels, z.enum(['none', 'light', 'normal', 'medium', 'semi-bold', 'bold'])])
      .optional(),
    cornerRadius: space.optional(),
    width: length.optional(),
    height: length.optional(),
    paddingAll: z.union([space, percents]).optional(),
    paddingTop: z.union([space, percents]).optional(),
    paddingBottom: z.union([space, percents]).optional(),
    paddingStart: z.union([space, percents]).optional(),
    paddingEnd: z.union([space, percents]).optional(),
    action: flexAction.optional(),
    ...placed,
  })
  .refine(
    ({ layout, contents }) => contents.every(({ type }) => inLayout[layout].includes(type)),
    'a component that this layout does not take',
  )

const component = z.discriminatedUnion('type', [box, button, image, icon, text, separator])
