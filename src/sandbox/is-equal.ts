import { timingSafeEqual } from 'node:crypto'

/** Compares a secret in a time that tells nothing of it but its length. */
export function isEqual(given: string, secret: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === Buffer.byteLength(secret) && timingSafeEqual(bytes, Buffer.from(secret))
}
