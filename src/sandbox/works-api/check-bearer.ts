import type { Answer } from '../answer.ts'
import type { Tokens } from '../tokens.ts'
import { apiError } from './api-error.ts'

/** What an Authorization header allows: all scopes of its token, or nothing, and why. */
export type BearerCheck = { readonly scopes: readonly string[] } | { readonly refusal: Answer }

/** Checks an Authorization header for any one of the scopes that an operation takes. */
export function checkBearer(
  authorization: string | undefined,
  tokens: Tokens,
  sufficient: readonly string[],
): BearerCheck {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return unauthorized('Authentication token is missing.')
  const found = tokens.find(token)
  if (!found) return unauthorized('Malformed authentication token')
  if (found.isExpired) return unauthorized('Authentication token has expired.')
  if (found.scopes.some((scope) => sufficient.includes(scope))) return { scopes: found.scopes }
  const headers = { 'www-authenticate': 'Bearer error="insufficient_scope"' }
  return { refusal: apiError(403, 'FORBIDDEN', 'The scope does not allow this.', headers) }
}

function unauthorized(description: string): BearerCheck {
  const headers = { 'www-authenticate': 'Bearer error="invalid_token"' }
  return { refusal: apiError(401, 'UNAUTHORIZED', description, headers) }
}
