import type { WallClock } from '../../core/ports.ts'
import type { Http } from '../../works/http.ts'
import { HttpFailure } from '../../works/http-failure.ts'
import type { Finding } from './finding.ts'

/** What a clock may be off; signatures hold for five times as much. */
const mostOffMs = 60_000
/** A date in a header counts whole seconds. */
const stepMs = 1_000

/**
 * Compares our clock with that of a server, by the date of whatever it answers. Nothing where it does not answer, or
 * without a date: then there is more to say than this.
 */
export async function checkClock(
  url: string,
  { http, wallClock }: { readonly http: Pick<Http, 'send'>; readonly wallClock: WallClock },
): Promise<readonly Finding[]> {
  const { host } = new URL(url)
  const begunAt = wallClock()
  const label = { api: 'sign-in', operation: 'date' }
  try {
    const { headers } = await http.send({ label, method: 'GET', url, headers: {}, timeoutMs: 10_000 })
    const theirs = Date.parse(headers.get('date') ?? '')
    if (Number.isNaN(theirs)) return []
    // In the middle of the second that it names, and of the time that the request took.
    const aheadMs = (begunAt + wallClock()) / 2 - (theirs + stepMs / 2)
    return [describeClock(aheadMs, host)]
  } catch (error) {
    if (error instanceof HttpFailure) return []
    throw error
  }
}

function describeClock(aheadMs: number, host: string): Finding {
  const offMs = Math.abs(aheadMs)
  if (offMs <= mostOffMs) {
    return { isWell: true, line: `clock: ${Math.floor(offMs / 1000)} s off that of ${host}` }
  }
  const off = `${Math.round(offMs / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${host}`
  const why = 'with five minutes every request of Slack is refused, and LINE WORKS may refuse the sign-in'
  return { isWell: false, line: `clock: ${off}; have it set by NTP: ${why}` }
}
