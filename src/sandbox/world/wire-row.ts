/** A value as JSON carries it. Ids are bigint: real ones pass 2^53, and must leave as plain JSON numbers. */
export type WireValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly WireValue[]
  | { readonly [key: string]: WireValue }

export type WireRow = { readonly [key: string]: WireValue }

/** ES2025, and missing from TypeScript's library so far. */
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown }

/** JSON text with every digit of every id. */
export function writeJson(value: WireValue): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? rawJSON(part.toString()) : part,
  )
}
