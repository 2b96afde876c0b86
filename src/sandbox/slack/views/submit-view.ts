import { isJson, type Json } from '../checks.ts'
import { appFields } from '../interaction-fields.ts'
import { type Delivery, sendToDesk } from '../send-to-desk.ts'
import type { Person } from '../team.ts'
import type { Workspace } from '../workspace.ts'
import { findViewFault } from './check-view.ts'
import { describeView } from './describe-view.ts'
import { inputsOf } from './inputs.ts'
import { nameView } from './name-view.ts'
import { type GivenValues, type InputErrors, readValues } from './read-values.ts'
import type { OpenView } from './views.ts'

export interface Submission {
  /** `incomplete`: Slack itself refuses, and the desk hears nothing. */
  readonly outcome: Delivery['outcome'] | 'incomplete' | 'invalid_view_response'
  /** What is said beside the inputs; the view stays open. */
  readonly errors?: InputErrors
}

export interface Submitted {
  readonly person: Person
  readonly open: OpenView
  readonly given: GivenValues
}

/**
 * Sends what a person put into a view as Slack would, and does what the desk answers: close it, tell of errors, or
 * change it. https://docs.slack.dev/surfaces/modals
 */
export async function submitView(
  { person, open, given }: Submitted,
  workspace: Workspace,
): Promise<Submission> {
  const { values, errors } = readValues(open.view, given)
  if (Object.keys(errors).length > 0) return { outcome: 'incomplete', errors }
  const delivery = await sendAbout('view_submission', { person, open, values }, workspace)
  if (delivery.outcome !== 'acknowledged') return { outcome: delivery.outcome }
  return takeResponse(delivery.body, open, workspace)
}

/** Closes a view without sending it; the desk hears of that only where it asked to. */
export async function closeView(
  { person, open }: Omit<Submitted, 'given'>,
  workspace: Workspace,
): Promise<void> {
  workspace.views.close(open.id)
  if (open.view.notify_on_close === true)
    await sendAbout('view_closed', { person, open, values: {} }, workspace)
}

function sendAbout(
  type: 'view_submission' | 'view_closed',
  { person, open, values }: Omit<Submitted, 'given'> & { readonly values: object },
  { team, triggers, context }: Workspace,
): Promise<Delivery> {
  const payload = {
    type,
    team: { id: team.id, domain: team.domain },
    user: { id: person.id, username: person.handle, name: person.handle, team_id: team.id },
    ...appFields,
    view: describeView(open, team, values),
    ...(type === 'view_submission'
      ? { trigger_id: triggers.issue(person.id), response_urls: [] }
      : { is_cleared: false }),
    is_enterprise_install: false,
    enterprise: null,
  }
  return sendToDesk({ payload: JSON.stringify(payload) }, context)
}

function takeResponse(body: string, open: OpenView, { views }: Workspace): Submission {
  const response = readResponse(body)
  switch (response?.response_action) {
    case undefined:
      if (!response) return { outcome: 'invalid_view_response' }
      views.close(open.id)
      return { outcome: 'acknowledged' }
    case 'clear':
      views.close(open.id)
      return { outcome: 'acknowledged' }
    case 'errors':
      return areErrorsOf(open.view, response.errors)
        ? { outcome: 'acknowledged', errors: response.errors }
        : { outcome: 'invalid_view_response' }
    case 'update':
      if (findViewFault(response.view) !== undefined) return { outcome: 'invalid_view_response' }
      views.update(open.id, nameView(response.view as Json))
      return { outcome: 'acknowledged' }
    default:
      return { outcome: 'invalid_view_response' }
  }
}

/** An empty acknowledgement says nothing; undefined for one that is no JSON object. */
function readResponse(body: string): Json | undefined {
  if (!body.trim()) return {}
  try {
    const response: unknown = JSON.parse(body)
    return isJson(response) ? response : undefined
  } catch {
    // Told to the person as an answer that Slack cannot read.
    return undefined
  }
}

/** Slack shows no error where it knows no input. */
function areErrorsOf(view: Json, errors: unknown): errors is InputErrors {
  if (!isJson(errors) || Object.keys(errors).length === 0) return false
  const ids = inputsOf(view).map(({ block_id }) => block_id)
  return Object.entries(errors).every(([id, text]) => ids.includes(id) && typeof text === 'string')
}
