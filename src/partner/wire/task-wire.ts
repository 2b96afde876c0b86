import { z } from 'zod'
import type { OptionId, ScheduledTask } from '../../core/option.ts'
import { calendarDate, count, text } from './fields.ts'
import { optionId } from './option-wire.ts'

/** Shown where a task does not say what it does. */
const unknownType = 'UNKNOWN'

const common = {
  subscriptionId: text,
  subOptionId: text,
  type: text,
  quantity: count,
  applyDate: calendarDate,
}

const task = z.object({ ...common, optionProductId: optionId }).transform(toTask)

/** A row without its option makes the answer unreadable: a list that quietly lacks a task would mislead. */
export const tasksAnswer = z
  .object({ optionProductOrders: z.array(task) })
  .transform(({ optionProductOrders }): readonly ScheduledTask[] => optionProductOrders)

/**
 * The one task of `asked`, which is also its option where the answer leaves that out.
 * No page says what comes when nothing is scheduled: without type and date it is no task.
 */
export function taskAnswer(asked: OptionId) {
  return z.object({ ...common, optionProductId: text }).transform((row): ScheduledTask | null => {
    if (row.type === null && row.applyDate === null) return null
    return toTask({ ...row, optionProductId: (row.optionProductId ?? asked) as OptionId })
  })
}

interface TaskRow {
  readonly subscriptionId: string | null
  readonly optionProductId: OptionId
  readonly subOptionId: string | null
  readonly type: string | null
  readonly quantity: number | null
  readonly applyDate: ScheduledTask['appliesOn']
}

function toTask({ optionProductId, applyDate, type, ...same }: TaskRow): ScheduledTask {
  return { ...same, optionId: optionProductId, type: type ?? unknownType, appliesOn: applyDate }
}
