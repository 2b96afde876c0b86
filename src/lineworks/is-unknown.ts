import { apiCodeOf } from '../works/describe-reply.ts'
import type { HttpReply } from '../works/http.ts'

/**
 * Whether LINE WORKS knows nothing of ours by an id: of an unknown one it says either, and of one that cannot be an id
 * that it is a bad request. `FORBIDDEN` is a scope that is missing. https://developers.worksmobile.com/en/docs/error-codes
 */
export function isUnknown(reply: HttpReply): boolean {
  const { status } = reply
  return status === 404 || status === 400 || (status === 403 && apiCodeOf(reply) === 'ACCESS_DENIED')
}
