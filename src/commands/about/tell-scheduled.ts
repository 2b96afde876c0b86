import type { CalendarDate } from '../../core/calendar.ts'
import type { ScheduledTask } from '../../core/option.ts'
import { code, date, type Phrase, parts, say } from '../../core/phrase.ts'
import { taskTerms } from '../customer/option-words.ts'
import { timeUntil } from '../customer/period.ts'
import { soonestFirst } from '../customer/soonest-first.ts'
import { reasonOf } from '../error-card.ts'
import type { Gathered } from './gather.ts'

/** Each change that waits for its day, those to options not held yet included. */
export function tellScheduled({ tasks, options, today }: Gathered): Phrase[] {
  if (tasks.error) return [say('options.tasksUnread', { reason: reasonOf(tasks.error) })]
  const ofThese = (wanted: ScheduledTask[]) =>
    soonestFirst(wanted, ({ appliesOn }) => appliesOn).map((task) => taskSentence(task, today))
  if (options.length === 0) {
    return tasks.value.length > 0 ? ofThese([...tasks.value]) : [say('scheduled.none')]
  }
  return options.flatMap((option) => {
    const mine = tasks.value.filter(({ optionId }) => optionId === option)
    return mine.length > 0
      ? ofThese(mine)
      : [say('about.scheduled.noneFor', { option: code('option', option) })]
  })
}

/** What is scheduled, and for when. */
export function taskSentence(task: ScheduledTask, today: CalendarDate): Phrase {
  const what = parts(code('task', task.type), ...taskTerms(task))
  const { appliesOn } = task
  return appliesOn
    ? say('about.scheduled.on', { date: date(appliesOn), when: timeUntil(appliesOn, today), task: what })
    : say('about.scheduled.undated', { task: what })
}
