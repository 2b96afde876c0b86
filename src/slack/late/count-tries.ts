import { type AxiosInstance, type InternalAxiosRequestConfig, isAxiosError } from 'axios'
// Makes its own word known in what axios is told of a request.
import type {} from 'axios-retry'
import type { Observe } from '../../core/metrics.ts'

/** Counts each try to bring a reply to the address that came with a command or button. To be called before retries. */
export function countTries(http: AxiosInstance, observe: Observe): void {
  const begunAt = new WeakMap<InternalAxiosRequestConfig, number>()

  function count(config: InternalAxiosRequestConfig | undefined, outcome: string): void {
    if (!config) return
    const ms = performance.now() - (begunAt.get(config) ?? performance.now())
    const isRetry = (config['axios-retry']?.retryCount ?? 0) > 0
    observe({ kind: 'called', api: 'slack', operation: 'response_url', outcome, isRetry, ms })
  }

  http.interceptors.request.use((config) => {
    begunAt.set(config, performance.now())
    return config
  })
  http.interceptors.response.use(
    (response) => {
      count(response.config, String(response.status))
      return response
    },
    (error: unknown) => {
      if (isAxiosError(error)) {
        const isTimeout = error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT'
        count(
          error.config,
          error.response ? String(error.response.status) : isTimeout ? 'timeout' : 'connection',
        )
      }
      throw error
    },
  )
}
