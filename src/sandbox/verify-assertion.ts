import { errors, jwtVerify } from 'jose'
import type { Secrets } from './secrets.ts'

/** The documentation's samples ask for an hour; nothing longer is known to be taken. */
const longestLifeSeconds = 3_600

/** Between two machines' clocks. */
const skewSeconds = 60

/** Why an assertion is refused, or undefined when it is good. Checked against real time in milliseconds. */
export async function findAssertionFault(
  assertion: string,
  secrets: Secrets,
  wallMs: number,
): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(assertion, secrets.worksPublicKey, {
      algorithms: ['RS256'],
      issuer: secrets.worksClientId,
      subject: secrets.worksServiceAccount,
      requiredClaims: ['iat', 'exp'],
      currentDate: new Date(wallMs),
    })
    const { iat, exp } = payload
    if (!Number.isInteger(iat) || !Number.isInteger(exp)) return 'iat and exp must be whole numbers.'
    if (Number(exp) - Number(iat) > longestLifeSeconds) return 'exp is more than an hour after iat.'
    if (Number(iat) > wallMs / 1000 + skewSeconds) return 'iat lies in the future.'
    return undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return error.message
    throw error
  }
}
