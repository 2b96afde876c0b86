import { type DomainId, parseDomainId } from './customer.ts'

/**
 * A domain ID that is to be taken for nothing else. Digits alone may be somebody's customer code as well, and a
 * button that asked by them would lead back to the list that it stands in.
 */
export function toExactId(id: DomainId): string {
  return `id:${id}`
}

/** Reads `id:10000001`, in any case; undefined for everything else, bare digits included. */
export function parseExactId(text: string): DomainId | undefined {
  const [, digits] = /^id:(\d+)$/i.exec(text) ?? []
  return digits === undefined ? undefined : parseDomainId(digits)
}
