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

/**
 * A customer that is not there. The reference page says 404 and sister APIs were seen to say 403, so this API says
 * both: 404 for ids that end in an even digit, 403 for odd ones.
 */
export function unknownCustomer(domainId: string): Answer {
  return isEven(domainId)
    ? apiError(404, 'NOT_FOUND', 'The customer does not exist.')
    : apiError(403, 'ACCESS_DENIED', 'Access is denied.')
}

/**
 * No renewal or task is set. No page says how that reads, so both ways occur: 404 for customers whose id ends in an
 * even digit, an empty object for odd ones.
 */
export function nothingSet(domainId: string): Answer {
  return isEven(domainId) ? apiError(404, 'NOT_FOUND', 'Not found.') : jsonAnswer({})
}

function isEven(domainId: string): boolean {
  return Number(domainId.at(-1)) % 2 === 0
}
