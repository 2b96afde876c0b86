import { z } from 'zod'
import { carouselAction, defaultAction, imageCarouselAction, templateAction } from './action.ts'
import { fileId, httpsUrl, variants, words } from './words.ts'

const longestText = 1000

/** https://developers.worksmobile.com/en/docs/bot-send-button */
export const buttonTemplate = {
  contentText: words(longestText),
  i18nContentTexts: variants('contentText', words(longestText)),
  actions: z.array(templateAction).min(1).max(10),
}

const picture = {
  originalContentUrl: httpsUrl.optional(),
  i18nOriginalContentUrls: variants('originalContentUrl', httpsUrl),
  fileId: fileId.optional(),
  i18nFileIds: variants('fileId', fileId),
}

/** https://developers.worksmobile.com/en/docs/bot-send-list */
export const listTemplate = {
  coverData: z
    .looseObject({ title: words(longestText).optional(), subtitle: words(longestText).optional() })
    .optional(),
  elements: z
    .array(
      z.looseObject({
        title: words(longestText),
        subtitle: words(longestText).optional(),
        ...picture,
        action: templateAction.optional(),
      }),
    )
    .min(1)
    .max(4),
  actions: z.array(z.array(templateAction).min(1).max(2)).max(2).optional(),
}

const hasPicture = (column: { originalContentUrl?: unknown; fileId?: unknown }) =>
  column.originalContentUrl !== undefined || column.fileId !== undefined

/** https://developers.worksmobile.com/en/docs/bot-send-carousel */
export const carousel = {
  imageAspectRatio: z.string().optional(),
  imageSize: z.string().optional(),
  columns: z
    .array(
      z.looseObject({
        title: words(longestText).optional(),
        text: words(longestText),
        ...picture,
        defaultAction: defaultAction.optional(),
        actions: z.array(carouselAction).min(1),
      }),
    )
    .min(1)
    .max(10)
    .refine(
      (columns) => isAlike(columns.map(({ actions }) => actions.length)),
      'different numbers of actions',
    )
    .refine((columns) => isAlike(columns.map(hasPicture)), 'images in some columns only')
    .refine(
      (columns) => isAlike(columns.map(({ title }) => title !== undefined)),
      'titles in some columns only',
    ),
}

/** https://developers.worksmobile.com/en/docs/bot-send-imagecarousel */
export const imageCarousel = {
  columns: z
    .array(
      z
        .strictObject({ ...picture, action: imageCarouselAction.optional() })
        .refine(hasPicture, 'originalContentUrl or fileId is needed'),
    )
    .min(1)
    .max(10),
}

function isAlike(values: readonly unknown[]): boolean {
  return new Set(values).size === 1
}
