import type { SandboxContext } from '../context.ts'
import { postToDesk } from './post-to-desk.ts'

/** What came of a request to the desk. The names are those that Slack shows. */
export type Delivery =
  | { readonly outcome: 'acknowledged'; readonly body: string; readonly contentType: string }
  | { readonly outcome: 'dispatch_failed' | 'operation_timeout' }

/** Posts a form to the desk: what a person does, which Slack sends once. */
export async function sendToDesk(
  form: Readonly<Record<string, string>>,
  context: Pick<SandboxContext, 'clock' | 'deskUrl' | 'secrets'>,
): Promise<Delivery> {
  const body = new URLSearchParams(form).toString()
  const answer = await postToDesk({ type: 'application/x-www-form-urlencoded', body }, context)
  if (answer.failure === 'timeout') return { outcome: 'operation_timeout' }
  if (answer.failure || answer.status !== 200) return { outcome: 'dispatch_failed' }
  return {
    outcome: 'acknowledged',
    body: answer.text,
    contentType: answer.headers.get('content-type') ?? '',
  }
}
