import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'

export interface AssertionSettings {
  readonly clientId: string
  readonly serviceAccount: string
  readonly key: KeyObject
}

/**
 * Seconds. Sixty minutes is the most that any sample of LINE WORKS shows; half of it leaves room
 * for a clock that runs ahead.
 */
const lifeSeconds = 30 * 60

/** Bits. RFC 7518, section 3.3 asks at least this for RS256. */
const smallestModulus = 2048

/** Reads a PEM. Refuses, without repeating any of it, what is no RSA private key of 2048 bits or more. */
export function readPrivateKey(pem: string): KeyObject {
  const refusal = new Error(
    'The private key of the service account is not an RSA key of 2048 bits or more in PEM form',
  )
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    // The reader's own error says nothing that helps, and must not show the key.
    throw refusal
  }
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < smallestModulus) throw refusal
  return key
}

/** The signed statement that stands in for a password; `now` in milliseconds. LINE WORKS wants whole seconds, as numbers. */
export function signAssertion(
  { clientId, serviceAccount, key }: AssertionSettings,
  now: number,
): Promise<string> {
  const issuedAt = Math.floor(now / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(serviceAccount)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(key)
}
