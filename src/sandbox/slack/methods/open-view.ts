import type { Json } from '../checks.ts'
import type { Method } from '../method.ts'
import { findViewFault } from '../views/check-view.ts'
import { describeView } from '../views/describe-view.ts'
import { nameView } from '../views/name-view.ts'

/** `views.open`. A view that is refused does not use the trigger up. */
export const openView: Method = ({ trigger_id, view }, { triggers, views, team }) => {
  if (trigger_id === undefined || view === undefined) return { error: 'invalid_arguments' }
  const fault = findViewFault(view)
  if (fault) return { error: 'invalid_arguments', message: fault }
  const trigger = triggers.exchange(trigger_id)
  if ('error' in trigger) return trigger
  return { view: describeView(views.open(trigger.person, nameView(view as Json)), team) }
}
