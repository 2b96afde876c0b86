import type { AxiosError, AxiosResponse } from 'axios'
import { isForRoom, type Reply } from './reply.ts'

/** Codes of a request that never reached a server. */
const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Whether Slack may have seen a failed request: then it is one use of the address, and may have been accepted. */
export function hasReachedSlack({ response, code }: AxiosError): boolean {
  return response !== undefined || !unreached.includes(code ?? '')
}

/** Slack answers a refused reply with an error code as JSON or bare, and not always with a status of its own. */
export function refusalIn({ data, status }: AxiosResponse<string>): string | undefined {
  const code = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(data)?.[1] ?? /^\s*([a-z_]{1,60})\s*$/.exec(data)?.[1]
  if (/"ok"\s*:\s*false/.test(data)) return code ?? 'not ok'
  return status >= 400 ? code : undefined
}

/** What no repetition helps, whatever the status: something is wrong with the reply, or its address. */
const finalRefusal = /^(?:invalid|msg|no|expired|used)_|blocks|_not_found$/

/** Whether to send again what Slack may have seen. A server in trouble may have taken it all the same. */
export function mayRepeat({ response }: AxiosError<string>, reply: Reply): boolean {
  if (response?.status === 429) return true
  if (isForRoom(reply)) return false
  return !response || (response.status >= 500 && !finalRefusal.test(refusalIn(response) ?? ''))
}

/** Whether Slack may have taken it all the same. */
export function isUnclear(error: AxiosError<string>): boolean {
  const { response } = error
  if (!hasReachedSlack(error)) return false
  return !response || (response.status >= 500 && refusalIn(response) === undefined)
}

/** What was wrong, in a word for the log. */
export function problemOf({ response, code }: AxiosError<string>): string {
  if (!response) return code ?? 'network'
  return refusalIn(response) ?? `status ${response.status}`
}
