import { ReceiverMultipleAckError } from '@slack/bolt'

/** What a request is answered with. */
export interface Acknowledgement {
  readonly status: 200 | 404 | 500 | 503
  readonly body?: unknown
}

export interface OpenAcknowledgement {
  /** Resolves once, with the listener's `ack`, the failure or the passing of the deadline, whichever is first. */
  readonly given: Promise<Acknowledgement>
  /** For the listener. Rejects with Bolt's `ReceiverMultipleAckError` when the answer is already given. */
  ack(body?: unknown): Promise<void>
  /** For the time after an error, unless an answer is already given. True when this one counted. */
  fail(status: 500 | 503): boolean
}

/** Opens the acknowledgement of one request; after `deadlineMs` without one it becomes a 404, as in Bolt. */
export function openAcknowledgement(deadlineMs: number, onDeadline: () => void): OpenAcknowledgement {
  const { promise: given, resolve } = Promise.withResolvers<Acknowledgement>()
  let isGiven = false
  const give = (acknowledgement: Acknowledgement): boolean => {
    if (isGiven) return false
    isGiven = true
    clearTimeout(deadline)
    resolve(acknowledgement)
    return true
  }
  const deadline = setTimeout(() => {
    if (give({ status: 404 })) onDeadline()
  }, deadlineMs)

  return {
    given,
    ack: async (body) => {
      if (!give({ status: 200, body })) throw new ReceiverMultipleAckError()
    },
    fail: (status) => give({ status }),
  }
}
