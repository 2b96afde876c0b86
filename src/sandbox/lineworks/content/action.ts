import { z } from 'zod'
import { variants, webUrl, words } from './words.ts'

/** Where an action stands, and so which kinds and fields it may have. */
export interface Place {
  readonly types: readonly ActionType[]
  readonly longestLabel: number
  readonly isLabelOptional?: boolean
  /** Where the label is said instead of it. */
  readonly isTextOptional?: boolean
  readonly isDisplayTextNeeded?: boolean
}

export type ActionType = keyof typeof schemas

/** Characters. https://developers.worksmobile.com/jp/docs/bot-actionobject */
const limits = { text: 300, postback: 1000, data: 300, displayText: 300, copyText: 1000 }
const usualLabel = 20

const optionalIf = (isOptional: boolean | undefined, schema: z.ZodType) =>
  isOptional ? schema.optional() : schema

const labelled = ({ longestLabel, isLabelOptional }: Place) => ({
  label: optionalIf(isLabelOptional, words(longestLabel)),
  i18nLabels: variants('label', words(longestLabel)),
})

const schemas = {
  message: (place: Place) =>
    z.strictObject({
      type: z.literal('message'),
      ...labelled(place),
      text: optionalIf(place.isTextOptional, words(limits.text)),
      i18nTexts: variants('text', words(limits.text)),
      postback: words(limits.postback).optional(),
    }),
  postback: (place: Place) =>
    z.strictObject({
      type: z.literal('postback'),
      ...labelled(place),
      data: words(limits.data),
      displayText: optionalIf(!place.isDisplayTextNeeded, words(limits.displayText)),
      i18nDisplayTexts: variants('displayText', words(limits.displayText)),
    }),
  uri: (place: Place) => z.looseObject({ type: z.literal('uri'), ...labelled(place), uri: webUrl }),
  copy: (place: Place) =>
    z.looseObject({ type: z.literal('copy'), ...labelled(place), copyText: words(limits.copyText) }),
  camera: (place: Place) => z.looseObject({ type: z.literal('camera'), ...labelled(place) }),
  cameraRoll: (place: Place) => z.looseObject({ type: z.literal('cameraRoll'), ...labelled(place) }),
  location: (place: Place) => z.looseObject({ type: z.literal('location'), ...labelled(place) }),
}

/** An action in its place. */
function actionIn(place: Place) {
  const [first, ...others] = place.types.map((type) => schemas[type](place))
  if (!first) throw new Error('a place takes at least one kind of action')
  return z.discriminatedUnion('type', [first, ...others])
}

/** Postback is not among the actions of button and list templates, and no page shows one in flex. */
export const templateAction = actionIn({
  types: ['message', 'uri', 'copy'],
  longestLabel: usualLabel,
  isTextOptional: true,
})
export const flexButtonAction = actionIn({ types: ['message', 'uri', 'copy'], longestLabel: usualLabel })
export const flexAction = actionIn({
  types: ['message', 'uri', 'copy'],
  longestLabel: usualLabel,
  isLabelOptional: true,
})
export const carouselAction = actionIn({
  types: ['postback', 'message', 'uri', 'copy'],
  longestLabel: usualLabel,
})
export const defaultAction = actionIn({
  types: ['postback', 'message', 'uri', 'copy'],
  longestLabel: usualLabel,
  isLabelOptional: true,
})
export const imageCarouselAction = actionIn({
  types: ['postback', 'message', 'uri', 'copy'],
  longestLabel: 12,
})
export const quickReplyAction = actionIn({
  types: ['postback', 'message', 'uri', 'camera', 'cameraRoll', 'location', 'copy'],
  longestLabel: usualLabel,
  isDisplayTextNeeded: true,
})
export const menuAction = actionIn({
  types: ['message', 'uri', 'copy'],
  longestLabel: 1000,
  isTextOptional: true,
})
