import { z } from 'zod'
import { languages } from '../people.ts'

/** Text that may not be empty. Counts UTF-16 units: which unit LINE WORKS counts in is not known, and this is the larger number. */
export const words = (longest: number) => z.string().min(1).max(longest)

/** Variants of a field, at most one for each language. */
export const variants = (field: string, schema: z.ZodType) =>
  z
    .array(z.strictObject({ language: z.enum(languages), [field]: schema }))
    .refine((list) => new Set(list.map(({ language }) => language)).size === list.length, 'a language twice')
    .optional()

/** Longest address in every field that takes one. */
const longestUrl = 1000

export const httpsUrl = z.url({ protocol: /^https$/ }).max(longestUrl)
export const webUrl = z.url({ protocol: /^https?$/ }).max(longestUrl)

export const fileId = words(longestUrl)
