import { z } from 'zod'
import type { HeldOption, OptionId, OptionRenewal } from '../../core/option.ts'
import { calendarDate, count, instant, isBlank, required, text } from './fields.ts'

export const optionId = required(text).transform((id) => id as OptionId)

/** An older form of the answer has neither contract nor plan nor dates. */
const heldOption = z
  .object({
    subscriptionId: text,
    optionProductId: optionId,
    subOptionId: text,
    appliedTime: instant,
    quantity: count,
    plan: text,
    planStartDate: calendarDate,
    planEndDate: calendarDate,
  })
  .transform(
    (row): HeldOption => ({
      subscriptionId: row.subscriptionId,
      optionId: row.optionProductId,
      subOptionId: row.subOptionId,
      addedAt: row.appliedTime,
      quantity: row.quantity,
      plan: row.plan,
      startsOn: row.planStartDate,
      endsOn: row.planEndDate,
    }),
  )

/** A row without its id makes the answer unreadable: a list that quietly lacks an option would mislead. */
export const optionsAnswer = z
  .object({ optionProducts: z.array(heldOption) })
  .transform(({ optionProducts }): readonly HeldOption[] => optionProducts)

/** Nothing in a renewal is required; without any of it, none is set. */
export const optionRenewalAnswer = z
  .object({ subscriptionId: text, optionProductId: text, subOptionId: text, type: text, quantity: count })
  .transform(({ optionProductId, ...same }): OptionRenewal | null => {
    const renewal = { ...same, optionId: optionProductId }
    return isBlank(renewal) ? null : renewal
  })
