import { z } from 'zod'

const faultTargets = ['partner', 'auth', 'slack', 'lineworks'] as const

const faultKinds = [
  /** An error status; 429 says in its headers to wait `delayMs`. */
  'status',
  /** The right answer, late. */
  'slow',
  /** No answer, for as long as the connection lives. */
  'hang',
  /** The first half of the right answer. */
  'truncate',
  /** A gateway's error page. */
  'html',
  /** A 307 to the same place under the server's other loopback name. */
  'redirect',
  /** The connection breaks before anything is done. */
  'drop',
  /** Everything is done, then the connection breaks. */
  'dropAfterAccept',
] as const

export type FaultTarget = (typeof faultTargets)[number]

const longestDelayMs = 600_000

/** What the control route takes. Without `operation` it meets every one, without `times` until it is cleared. */
export const faultSchema = z.strictObject({
  target: z.enum(faultTargets),
  operation: z.string().min(1).optional(),
  kind: z.enum(faultKinds),
  status: z.int().min(200).max(599).optional(),
  delayMs: z.int().min(0).max(longestDelayMs).optional(),
  times: z.int().min(1).optional(),
})

export type Fault = z.infer<typeof faultSchema>

/** The faults that are waiting for requests; the one set first is met first. */
export class Faults {
  #waiting: Fault[] = []

  set(fault: Fault): void {
    this.#waiting.push({ ...fault })
  }

  clear(): void {
    this.#waiting = []
  }

  list(): readonly Fault[] {
    return this.#waiting.map((fault) => ({ ...fault }))
  }

  /** The fault that a request to this operation meets, if any; counts its `times` down. */
  take(target: FaultTarget, operation?: string): Fault | undefined {
    const fault = this.#waiting.find(
      (waiting) => waiting.target === target && (waiting.operation ?? operation) === operation,
    )
    if (fault?.times !== undefined) {
      fault.times -= 1
      if (fault.times === 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== fault)
    }
    return fault
  }
}
