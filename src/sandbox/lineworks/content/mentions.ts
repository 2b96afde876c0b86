/** https://developers.worksmobile.com/jp/docs/bot-mention */
const mention = /<m userId="([^"]+)">/g
const mostMentions = 50

/** Texts with their variants, in which mentions are read. */
const fields = ['text', 'contentText'] as const

type Json = Readonly<Record<string, unknown>>

/** Why the mentions of a message would be refused: too many, or not the same people in every language. */
export function findMentionFault(content: Json): string | undefined {
  const spoken = fields.filter((field) => typeof content[field] === 'string')
  const ownTexts = JSON.stringify(content, (key, value) => (key.startsWith('i18n') ? undefined : value))
  const mentions = [...ownTexts.replaceAll('\\"', '"').matchAll(mention)]
  if (mentions.length > mostMentions) return `more than ${mostMentions} mentions`
  const isSame = spoken.every((field) => {
    const wanted = mentionedIn(content[field])
    return variantsOf(content, field).every((variant) => mentionedIn(variant[field]) === wanted)
  })
  return isSame ? undefined : 'mentions differ between languages'
}

function variantsOf(content: Json, field: string): readonly Json[] {
  const list = content[`i18n${field.charAt(0).toUpperCase()}${field.slice(1)}s`]
  return Array.isArray(list) ? list : []
}

function mentionedIn(text: unknown): string {
  const ids = [...String(text).matchAll(mention)].map(([, id]) => id)
  return [...new Set(ids)].sort().join()
}
