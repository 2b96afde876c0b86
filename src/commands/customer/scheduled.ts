import type { CalendarDate } from '../../core/calendar.ts'
import { card, type Section } from '../../core/card.ts'
import type { ScheduledTask } from '../../core/option.ts'
import { code, data, date, number, parts, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { relatedActions } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { customerZone } from './customer-zone.ts'
import { fact, factIf } from './facts.ts'
import { optionName } from './option-words.ts'
import { timeUntil } from './period.ts'
import { soonestFirst } from './soonest-first.ts'

/** Changes to options that wait for their day: of one option, or of all. */
export const scheduled = defineCommand(
  {
    name: 'scheduled',
    takes: { customer: 'required', option: 'optional' },
    example: '10000001 DRV',
    hasSlash: true,
  },
  async ({ customer: id, option }, asked) => {
    const [customer, tasks] = await Promise.all([
      asked.partner.customer(id, asked.call),
      option
        ? asked.partner.scheduledTask(id, option, asked.call).then((task) => (task ? [task] : []))
        : asked.partner.scheduledTasks(id, asked.call),
    ])
    const { zone, notes } = customerZone(customer, asked)
    const today = asked.clock.today(zone)
    const company = companyName(customer)

    return card({
      title: option
        ? say('scheduled.titleOne', { option: code('option', option), company })
        : say('scheduled.title', { company }),
      lead: tasks.length > 0 ? say('scheduled.lead', { count: tasks.length }) : say('scheduled.none'),
      sections: soonestFirst(tasks, (task) => task.appliesOn).map((task) => sectionOf(task, today)),
      actions: relatedActions(id, option ? `scheduled ${id} ${option}` : `scheduled ${id}`),
      notes,
    })
  },
)

function sectionOf(task: ScheduledTask, today: CalendarDate): Section {
  return {
    title: optionName(task),
    facts: [
      fact('label.task', code('task', task.type)),
      fact(
        'label.appliesOn',
        task.appliesOn ? parts(date(task.appliesOn), timeUntil(task.appliesOn, today)) : say('state.unknown'),
      ),
      fact('label.option', code('option', task.optionId)),
      ...factIf('label.quantity', task.quantity, number),
      fact(
        'label.subscriptionId',
        task.subscriptionId ? data(task.subscriptionId) : say(withoutContract(task)),
      ),
    ],
  }
}

/** An option can be applied for ahead of its contract; everything else is done to an option that has one. */
function withoutContract(task: ScheduledTask) {
  return task.type === 'APPLY' ? 'scheduled.beforeContract' : 'state.unknown'
}
