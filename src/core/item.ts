import { type DomainId, parseDomainId } from './customer.ts'
import type { Ending } from './expiry.ts'

/** One thing that ends, as a word of ASCII: what claims hang on, and what stands behind `claim`. */
export type Item = string & { readonly brand: 'Item' }

/** Fits with a command around it into a button of every platform, and into an index of the store. */
const longestItem = 900

/** Customer, one to four references, kind, date. A reference that has a slash in it makes more. */
const itemForm = /^(\d+)(?:\/(?:[\w.~!*'()-]|%[0-9A-F]{2})*){3,}$/

/**
 * The key of an ending. Ids come from outside: encoded they cannot be parted, folded or refused by the store.
 * Undefined for one that is too long to be named.
 */
export function itemOf({ key }: Pick<Ending, 'key'>): Item | undefined {
  const item = key
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/')
  return item.length <= longestItem ? (item as Item) : undefined
}

/** Undefined for what is no item. Whether there is such a thing is another question. */
export function parseItem(text: string): Item | undefined {
  const [, id = ''] = text.length <= longestItem ? (itemForm.exec(text) ?? []) : []
  return parseDomainId(id) && (text as Item)
}

/** Whose it is. */
export function domainIdOf(item: Item): DomainId {
  return item.slice(0, item.indexOf('/')) as DomainId
}
