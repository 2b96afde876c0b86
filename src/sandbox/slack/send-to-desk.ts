import { createHmac } from 'node:crypto'
import type { SandboxContext } from '../context.ts'

/** What came of a request to the desk. The names are those that Slack shows. */
export type Delivery =
  | { readonly outcome: 'acknowledged'; readonly body: string; readonly contentType: string }
  | { readonly outcome: 'dispatch_failed' | 'operation_timeout' }

/**
 * Slack waits three seconds for an acknowledgement; a tenth more, so that a desk which gives up at the same moment, as
 * Bolt's receivers do at 3,001 ms, is always heard to. https://docs.slack.dev/interactivity/handling-user-interaction
 */
const deadlineMs = 3_100

/** Posts a form to the desk, signed as Slack signs (v0), with real time. */
export async function sendToDesk(
  form: Readonly<Record<string, string>>,
  { clock, deskUrl, secrets }: Pick<SandboxContext, 'clock' | 'deskUrl' | 'secrets'>,
): Promise<Delivery> {
  const body = new URLSearchParams(form).toString()
  const timestamp = String(Math.floor(clock.wall() / 1000))
  const signature = createHmac('sha256', secrets.slackSigningSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex')

  try {
    const answer = await fetch(`${deskUrl()}/slack/events`, {
      method: 'POST',
      headers: {
        // Slack sends the type without a charset, and Bolt's own receivers take no other.
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    })
    const text = await answer.text()
    if (answer.status !== 200) return { outcome: 'dispatch_failed' }
    return {
      outcome: 'acknowledged',
      body: text,
      contentType: answer.headers.get('content-type') ?? '',
    }
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    return { outcome: isLate ? 'operation_timeout' : 'dispatch_failed' }
  }
}
