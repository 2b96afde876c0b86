import type { Answer } from '../answer.ts'
import type { Tokens } from '../tokens.ts'
import { apiError } from './api-error.ts'

/** Either is enough for reading. */
const readingScopes = ['partner', 'partner.read']

/** The refusal that an Authorization header earns, or undefined when it may read. */
export function checkBearer(authorization: string | undefined, tokens: Tokens): Answer | undefined {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return unauthorized('Authentication token is missing.')
  const found = tokens.find(token)
  if (!found) return unauthorized('Malformed authentication token')
  if (found.isExpired) return unauthorized('Authentication token has expired.')
  if (found.scopes.some((scope) => readingScopes.includes(scope))) return undefined
  return apiError(403, 'FORBIDDEN', 'The scope does not allow this.', {
    'www-authenticate': 'Bearer error="insufficient_scope"',
  })
}

function unauthorized(description: string): Answer {
  return apiError(401, 'UNAUTHORIZED', description, { 'www-authenticate': 'Bearer error="invalid_token"' })
}
