/** The API counts by the minute. */
const windowMs = 60_000

export interface RateWindowsSettings {
  /** Requests per operation and window. */
  readonly limit: number
  /** How many times faster than real time windows pass, for measurements. */
  readonly timeScale: number
  readonly wall: () => number
}

/** Counts requests per operation in fixed windows of a minute. */
export class RateWindows {
  readonly #settings: RateWindowsSettings
  #used = new Map<string, number>()
  #window = 0

  constructor(settings: RateWindowsSettings) {
    this.#settings = settings
  }

  /** Counts one request and gives the headers for it, spelled as documented. A refused one is not counted. */
  take(operation: string): { isWithin: boolean; headers: Record<string, string> } {
    const { limit, timeScale, wall } = this.#settings
    const scaledMs = wall() * timeScale
    const window = Math.floor(scaledMs / windowMs)
    if (window !== this.#window) this.clear()
    this.#window = window

    const before = this.#used.get(operation) ?? 0
    const isWithin = before < limit
    const used = isWithin ? before + 1 : before
    this.#used.set(operation, used)
    const leftMs = (windowMs - (scaledMs % windowMs)) / timeScale
    const headers = {
      'rateLimit-ssed': String(used),
      'rateLimit-limit': String(limit),
      'rateLimit-remaining': String(limit - used),
      'rateLimit-reset': String(Math.ceil(leftMs / 1000)),
    }
    return { isWithin, headers }
  }

  clear(): void {
    this.#used = new Map()
  }
}
