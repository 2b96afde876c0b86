import { type HttpAnswer, signatureHeaders } from '../../helpers/signed-request.ts'

export const signingSecret = 'c0ffee'.repeat(5)

/** A request, and what each receiver makes of it. */
export interface Row {
  readonly name: string
  readonly body: string | Buffer
  readonly type?: string
  /** In place of the right signature. */
  readonly headers?: (body: string | Buffer) => Record<string, string>
  readonly expected: Partial<HttpAnswer>
  /** What reached a listener. */
  readonly heard?: readonly string[]
  /** Where a receiver answers otherwise on purpose. */
  readonly differs?: Readonly<Record<string, { expected: Partial<HttpAnswer>; heard?: readonly string[] }>>
}

export const form = 'application/x-www-form-urlencoded'
export const nowMs = Date.now()
export const signed = (body: string | Buffer, shiftSeconds = 0) =>
  signatureHeaders(signingSecret, body, nowMs + shiftSeconds * 1000)
export const command = (name: string) =>
  new URLSearchParams({ command: name, text: 'words', user_id: 'U1', team_id: 'T1' }).toString()
const payload = (value: object) => new URLSearchParams({ payload: JSON.stringify(value) }).toString()
export const press = (actionId: string) =>
  payload({
    type: 'block_actions',
    user: { id: 'U1' },
    team: { id: 'T1' },
    actions: [{ type: 'button', action_id: actionId, block_id: 'b' }],
  })
export const mention = (id: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: id,
    event: { type: 'app_mention', text: 'hello', channel: 'C1' },
  })

export const nothing = { text: '' }
