import type { SandboxContext } from '../../context.ts'
import type { SetTimer } from '../../set-timer.ts'
import { type DeskAnswer, postToDesk } from '../post-to-desk.ts'
import type { Delivery } from '../send-to-desk.ts'

/** How long after a failure an event is sent again. https://docs.slack.dev/apis/events-api#retries */
const retryAfterMs = [0, 60_000, 300_000]

/** Sends events to the desk, and again where they were not taken. */
export interface EventSender {
  /** What came of the first try; the others go on by themselves. */
  send(envelope: object): Promise<Delivery['outcome']>
  /** Sends nothing again that has been sent so far. */
  clear(): void
}

/** One event on its way: the same body each time, event id included, so that the desk can tell. */
interface Sending {
  readonly body: string
  retries: number
  cancel?: () => void
}

/** `setTimer` runs by real time, as the desk's signatures do. */
export function createEventSender(
  context: Pick<SandboxContext, 'clock' | 'deskUrl' | 'secrets'>,
  setTimer: SetTimer,
): EventSender {
  const underWay = new Set<Sending>()

  async function attempt(sending: Sending, headers: Readonly<Record<string, string>> = {}) {
    const answer = await postToDesk({ type: 'application/json', body: sending.body, headers }, context)
    const reason = findReason(answer)
    const waitMs = retryAfterMs[sending.retries]
    if (reason === undefined || waitMs === undefined || isRefusedForGood(answer)) underWay.delete(sending)
    else if (underWay.has(sending)) {
      sending.retries += 1
      const retry = { 'x-slack-retry-num': String(sending.retries), 'x-slack-retry-reason': reason }
      sending.cancel = setTimer(() => void attempt(sending, retry), waitMs)
    }
    return reason
  }

  return {
    async send(envelope) {
      const sending = { body: JSON.stringify(envelope), retries: 0 }
      underWay.add(sending)
      const reason = await attempt(sending)
      if (reason === undefined) return 'acknowledged'
      return reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed'
    },
    clear() {
      for (const { cancel } of underWay) cancel?.()
      underWay.clear()
    },
  }
}

/** Slack's name for why an event counts as not taken; undefined where it was. */
function findReason(answer: DeskAnswer): 'http_timeout' | 'connection_failed' | 'http_error' | undefined {
  if (answer.failure === 'timeout') return 'http_timeout'
  if (answer.failure) return 'connection_failed'
  return answer.status >= 200 && answer.status < 300 ? undefined : 'http_error'
}

function isRefusedForGood(answer: DeskAnswer): boolean {
  return !answer.failure && answer.headers.get('x-slack-no-retry') === '1'
}
