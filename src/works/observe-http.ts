import type { Observe } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'
import type { Http } from './http.ts'
import { HttpFailure } from './http-failure.ts'

/** The same connections; what is sent over them is counted. */
export function observeHttp(http: Http, observe: Observe, wallClock: WallClock): Http {
  return {
    closing: http.closing,
    close: () => http.close(),
    async send(request) {
      const begunAt = wallClock()
      const { api, operation, isRetry = false } = request.label
      const count = (outcome: string) =>
        observe({ kind: 'called', api, operation, outcome, isRetry, ms: wallClock() - begunAt })
      try {
        const reply = await http.send(request)
        count(String(reply.status))
        return reply
      } catch (error) {
        count(error instanceof HttpFailure ? error.reason : 'internal')
        throw error
      }
    },
  }
}
