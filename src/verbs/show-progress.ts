import { z } from 'zod'

/** A step of a pass, as the collector or the process that runs it tells it. */
const stepSchema = z.object({
  listed: z.number(),
  isListed: z.boolean(),
  settled: z.number(),
  failed: z.number(),
  gone: z.number(),
  endedAt: z.string().nullable(),
  isComplete: z.boolean(),
  failure: z.string().nullable(),
  perMinute: z.number().default(0),
  msLeft: z.number().nullable().default(null),
})

export type Step = z.infer<typeof stepSchema>

/** Often enough for a log that somebody follows. */
const lineEveryMs = 5_000
const barWidth = 24

/** Shows how a pass goes on: a bar on a terminal, plain lines elsewhere. Gives the last step. */
export function createProgressView(output: NodeJS.WriteStream, now: () => number) {
  let last: Step | undefined
  let saidAtMs = Number.NEGATIVE_INFINITY
  return {
    show(given: unknown): void {
      last = stepSchema.parse(given)
      if (output.isTTY) output.write(`\r\u001b[2K${bar(last)} ${describe(last)}`)
      else if (now() - saidAtMs >= lineEveryMs) {
        saidAtMs = now()
        output.write(`${describe(last)}\n`)
      }
    },
    /** Ends the line, and tells how the pass ended. True where everything has been read. */
    end(): boolean {
      if (output.isTTY) output.write('\n')
      if (!last) return false
      const { settled, failed, gone, failure, isComplete } = last
      const failures = failed > 0 ? `, ${failed} could not be read` : ''
      const missing = gone > 0 ? `, ${gone} are gone` : ''
      const reason = failure ? ` Ended early: ${failure}.` : ''
      output.write(`${settled} customers${failures}${missing}.${reason}\n`)
      return isComplete && failed === 0
    },
  }
}

function bar({ settled, listed, isListed }: Step): string {
  const share = isListed && listed > 0 ? settled / listed : 0
  const full = Math.round(share * barWidth)
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`
}

function describe({ settled, listed, isListed, perMinute, msLeft }: Step): string {
  const total = isListed ? `${listed}` : `${listed} so far`
  const left = msLeft === null ? '' : `, ${Math.ceil(msLeft / 60_000)} min left`
  return `${settled} of ${total}, ${Math.round(perMinute)} a minute${left}`
}
