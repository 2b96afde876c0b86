import { IANAZone } from 'luxon'
import { z } from 'zod'
import type { DigestRule } from '../../core/digest/rule.ts'
import { isZoneName } from '../../core/digest/zone.ts'
import { locales } from '../../core/locale.ts'
import type { MessageKey } from '../../core/message-key.ts'
import { type FormField, inputId } from './form-view.ts'

/** What is wrong with a field. */
export type FormErrors = Readonly<Partial<Record<FormField, MessageKey>>>

export type FormReading = { readonly rule: DigestRule } | { readonly errors: FormErrors }

const input = <T extends z.ZodType>(element: T) => z.object({ [inputId]: element })
const typed = input(z.object({ value: z.string().nullish() }))

/** `view.state.values`. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const valuesSchema = z.object({
  at: input(z.object({ selected_time: z.string().regex(/^\d\d:\d\d$/) })),
  zone: typed,
  days: typed,
  locale: input(z.object({ selected_option: z.object({ value: z.enum(locales) }) })),
  contains: typed,
  everyDay: input(z.object({ selected_options: z.array(z.unknown()) })),
})

/** They would end the text in the command line. */
const quotes = /["“”„「」『』]/

/** Reads what a person filled in; undefined for what is no form of this version. */
export function readForm(values: unknown): FormReading | undefined {
  const given = valuesSchema.safeParse(values).data
  if (!given) return undefined
  const zone = fold(given.zone.input.value)
  const days = Number(fold(given.days.input.value) || Number.NaN)
  const contains = fold(given.contains.input.value)

  const errors: FormErrors = {
    ...(isZoneName(zone) && IANAZone.isValidZone(zone) ? {} : { zone: 'digestForm.notZone' }),
    ...(Number.isInteger(days) && days >= 1 && days <= 365 ? {} : { days: 'digestForm.notDays' }),
    ...(quotes.test(contains) ? { contains: 'digestForm.quotes' } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors }
  return {
    rule: {
      at: given.at.input.selected_time,
      zone,
      days,
      locale: given.locale.input.selected_option.value,
      contains: contains || null,
      everyDay: given.everyDay.input.selected_options.length > 0,
    },
  }
}

/** As the command line folds what is typed. */
function fold(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
}
