import type { z } from 'zod'
import { DeskError } from '../../core/errors.ts'
import { parseExactJson } from '../../works/exact-json.ts'

/** Turns a body into a domain shape. Throws `partner_unreadable`, naming the place but nothing of the content. */
export function readAnswer<T>(operation: string, schema: z.ZodType<T>, body: string): T {
  const json = parseExactJson(body)
  if (json === undefined) throw new DeskError('partner_unreadable', `${operation}: the answer is no JSON`)
  const { data, error } = schema.safeParse(json)
  if (!error) return data
  const place = error.issues[0]?.path.join('.') || 'its root'
  throw new DeskError('partner_unreadable', `${operation}: the answer is not as documented at ${place}`)
}
