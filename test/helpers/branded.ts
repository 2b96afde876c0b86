import type { CalendarDate } from '../../src/core/calendar.ts'
import type { OptionId } from '../../src/core/option.ts'

/** A date as it is written. */
export const on = (text: string) => text as CalendarDate

export const option = (text: string) => text as OptionId
