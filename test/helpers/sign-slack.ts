import { createHmac } from 'node:crypto'

/** Headers that sign a body as Slack does. `atMs` is when, milliseconds since the epoch. */
export function signSlack(body: string, signingSecret: string, atMs = Date.now()): Record<string, string> {
  const stamp = String(Math.floor(atMs / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': `v0=${signature}`,
  }
}

/** The form that Slack posts for a slash command. */
export function commandForm(command: string, text: string, more: Record<string, string> = {}): string {
  return new URLSearchParams({
    token: 'unused',
    team_id: 'T1',
    team_domain: 'team',
    channel_id: 'C1',
    channel_name: 'general',
    user_id: 'U1',
    user_name: 'person',
    command,
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T1/1/x',
    trigger_id: '1.1',
    ...more,
  }).toString()
}
