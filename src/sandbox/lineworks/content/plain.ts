import { z } from 'zod'
import { fileId, httpsUrl, variants, webUrl, words } from './words.ts'

/** https://developers.worksmobile.com/en/docs/bot-send-text */
export const text = { text: words(2000), i18nTexts: variants('text', words(2000)) }

export const sticker = { packageId: words(1000), stickerId: words(1000) }

/** By address or by id; which of both is needed is checked with the whole. */
export const file = {
  originalContentUrl: httpsUrl.optional(),
  i18nOriginalContentUrls: variants('originalContentUrl', httpsUrl),
  fileId: fileId.optional(),
  i18nFileIds: variants('fileId', fileId),
}

export const image = {
  ...file,
  previewImageUrl: httpsUrl.optional(),
  i18nPreviewImageUrls: variants('previewImageUrl', httpsUrl),
}

export const link = {
  contentText: words(1000),
  i18nContentTexts: variants('contentText', words(1000)),
  linkText: words(1000),
  i18nLinkTexts: variants('linkText', words(1000)),
  link: webUrl,
  i18nLinks: variants('link', webUrl),
}

export const location = {
  title: words(1000),
  address: words(1000),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
}
