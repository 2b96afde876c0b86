import { z } from 'zod'
import type { Subscription } from '../../core/subscription.ts'
import { calendarDate, count, domainId, isBlank, part, required, text } from './fields.ts'

const subscription = z
  .object({
    domainId,
    subscriptionId: required(text),
    productId: text,
    plan: text,
    planStartDate: calendarDate,
    planEndDate: calendarDate,
    licenseAssignType: text,
    licenseCount: count,
    status: text,
    renewal: part(z.object({ type: text, productId: text, plan: text, licenseCount: count })),
  })
  .transform(
    ({ planStartDate, planEndDate, renewal, ...same }): Subscription => ({
      ...same,
      startsOn: planStartDate,
      endsOn: planEndDate,
      renewal: renewal && !isBlank(renewal) ? renewal : null,
    }),
  )

/** A row without its id makes the answer unreadable: a list that quietly lacks a contract would mislead. */
export const subscriptionsAnswer = z
  .object({ subscriptions: z.array(subscription) })
  .transform(({ subscriptions }): readonly Subscription[] => subscriptions)
