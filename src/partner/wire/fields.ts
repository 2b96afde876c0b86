import { z } from 'zod'
import { parseCalendarDate, parseInstant } from '../../core/calendar.ts'
import { parseDomainId } from '../../core/customer.ts'

/**
 * Fields as the Partner API really sends them: absent, null, of another type or with a code that no page names.
 * None of that may cost the rest of the answer, so what cannot be read becomes null.
 */
function field<T>(read: (value: unknown) => T | null | undefined) {
  return z
    .unknown()
    .default(null)
    .transform((value) => read(value) ?? null)
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function readCount(value: unknown): number | undefined {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof count === 'number' && Number.isFinite(count) ? count : undefined
}

function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}

/** Text, a code or an id; an empty text is none. */
export const text = field(readText)
export const count = field(readCount)
export const flag = field(readFlag)
export const calendarDate = field((value) => parseCalendarDate(readText(value) ?? ''))
export const instant = field((value) => parseInstant(readText(value) ?? ''))
export const domainId = field((value) => parseDomainId(readText(value) ?? ''))

/** An object within an answer; anything else counts as absent. */
export function part<T extends z.ZodObject>(shape: T) {
  return field((value): z.output<T> | undefined => shape.safeParse(value).data)
}

/** For the one field that makes a row what it is. */
export function required<T>(schema: z.ZodType<T | null>) {
  return schema.transform((value, context): T => {
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: 'missing' })
    return z.NEVER
  })
}

/** Whether nothing at all was given. */
export function isBlank(fields: object): boolean {
  return Object.values(fields).every((value) => value === null)
}
