import type { Answer } from '../answer.ts'
import type { Tenant } from './tenant.ts'

/** What a request to the Bot API or the users comes down to. */
export interface OperationRequest {
  readonly params: Readonly<Record<string, string>>
  /** What is given twice comes as a list. */
  readonly query: Readonly<Record<string, unknown>>
  /** As it came. */
  readonly body: string
  /** Those of its token. */
  readonly scopes: readonly string[]
}

export interface Operation {
  /** What faults and rate windows go by. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Below `/v1.0`. */
  readonly path: string
  /** Any one is enough. */
  readonly scopes: readonly string[]
  readonly answer: (request: OperationRequest, tenant: Tenant) => Answer
}

/** A success that says nothing. */
export const created: Answer = { status: 201, headers: {}, body: '' }
