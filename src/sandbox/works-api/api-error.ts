import { type Answer, jsonAnswer } from '../answer.ts'

/** An answer in the common error shape of the API. */
export function apiError(
  status: number,
  code: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer({ code, description }, status, headers)
}

/** What the API says of every path that it does not know, ids in the wrong form included. */
export const unknownPath = apiError(404, 'NOT_FOUND', 'Api not exists')

export const invalidParameter = (description: string): Answer =>
  apiError(400, 'INVALID_PARAMETER', description)

/** What is said of many things that are not there. */
export const accessDenied = apiError(403, 'ACCESS_DENIED', 'Access is denied.')

/**
 * A customer that is not there. The reference page says 404 and sister APIs were seen to say 403, so this API says
 * both: 404 for ids that end in an even digit, 403 for odd ones.
 */
export function unknownCustomer(domainId: string): Answer {
  const isEven = Number(domainId.at(-1)) % 2 === 0
  return isEven ? apiError(404, 'NOT_FOUND', 'The customer does not exist.') : accessDenied
}

/**
 * No renewal or task is set. No page says how that reads, and LINE WORKS is known to say 403 of what is not there, so
 * three ways occur, by the domain ID modulo 3: 404 for 0, 403 for 1, an empty object for 2.
 */
export function nothingSet(domainId: bigint): Answer {
  switch (domainId % 3n) {
    case 0n:
      return apiError(404, 'NOT_FOUND', 'Not found.')
    case 1n:
      return accessDenied
    default:
      return jsonAnswer({})
  }
}
