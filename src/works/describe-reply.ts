import { z } from 'zod'
import { parseExactJson } from './exact-json.ts'
import type { HttpReply } from './http.ts'

const errorBody = z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) })

/** The `code` of an error body, which may be missing altogether. Its `description` is left alone: it is free text. */
export function apiCodeOf(reply: HttpReply): string | undefined {
  return errorBody.safeParse(parseExactJson(reply.text)).data?.code
}

/** Operation, status and code of a reply, for the operator. */
export function describeReply(operation: string, reply: HttpReply): string {
  return [`${operation}:`, reply.status, apiCodeOf(reply)].filter((part) => part !== undefined).join(' ')
}
