import { isDeepStrictEqual } from 'node:util'
import type { Language } from './people.ts'

/** What a button does, as it was sent. https://developers.worksmobile.com/en/docs/bot-actionobject */
export type Action = Readonly<Record<string, unknown>> & { readonly type: string }

/** The action of a message that equals the wanted one, quick replies included. */
export function findAction(payload: unknown, wanted: unknown): Action | undefined {
  return actionsIn(payload).find((action) => isDeepStrictEqual(action, wanted))
}

/** A field of an action in one language: `text` out of `i18nTexts`, or else itself. */
export function variantOf(action: Action, field: string, language: Language): string | undefined {
  const variants = action[`i18n${field.charAt(0).toUpperCase()}${field.slice(1)}s`]
  const own = Array.isArray(variants) ? variants.find((variant) => variant.language === language) : undefined
  const text: unknown = own?.[field] ?? action[field]
  return typeof text === 'string' ? text : undefined
}

/** All under `action`, `defaultAction` and `actions`, at any depth; a list template has the latter in rows. */
function actionsIn(value: unknown): Action[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn)
  if (!isJson(value)) return []
  return Object.entries(value).flatMap(([key, part]) =>
    ['action', 'defaultAction', 'actions'].includes(key) ? [part].flat(2).filter(isAction) : actionsIn(part),
  )
}

function isAction(value: unknown): value is Action {
  return isJson(value) && typeof value.type === 'string'
}

function isJson(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
