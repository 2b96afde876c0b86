import type english from '../../locales/en.json'

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key

/** A sentence in `locales/`, by its path; plural forms count as one key. Codes are reached by their set instead. */
export type MessageKey = Exclude<WithoutPlural<Leaves<typeof english>>, `code.${string}`>
