import { type ApiSurroundings, callOnce, type SharedSurroundings } from '../works/api-call.ts'
import { describeReply } from '../works/describe-reply.ts'
import { HttpFailure } from '../works/http-failure.ts'
import { isUnknown } from './is-unknown.ts'

/** Whether LINE WORKS knows an id as one of a person. Rejects where that cannot be learned. */
export type IsPerson = (id: string, correlationId: string) => Promise<boolean>

const attemptMs = 3_000

/** https://developers.worksmobile.com/en/docs/user-get */
export function createIsPerson(given: SharedSurroundings): IsPerson {
  const around: ApiSurroundings = { ...given, attemptMs, api: 'users', purpose: 'person' }

  return async (id, correlationId) => {
    const operation = 'users.get'
    const path = `/users/${encodeURIComponent(id)}`
    const deadlineAt = around.wallClock() + attemptMs
    const reply = await callOnce(around, { operation, path, correlationId, deadlineAt })
    if (reply instanceof HttpFailure) throw new Error(`${operation}: ${reply.message}`, { cause: reply })
    if (reply.status === 200) return true
    if (isUnknown(reply)) return false
    throw new Error(describeReply(operation, reply))
  }
}
