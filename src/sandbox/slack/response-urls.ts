import { randomBytes } from 'node:crypto'

/** Slack: up to five uses within half an hour. https://docs.slack.dev/interactivity/handling-user-interaction */
const usesPerUrl = 5
const lifeMs = 30 * 60_000

/** What a `response_url` belongs to: one command or one button press. */
export interface Origin {
  readonly room: string
  readonly person: string
  /** The message that `replace_original` and `delete_original` mean; a command has none until it is answered. */
  message?: string
}

interface Issued {
  readonly origin: Origin
  readonly issuedAtMs: number
  uses: number
}

/** The keys at the end of the `response_url`s that were handed out. Their life is real time. */
export class ResponseUrls {
  readonly #wall: () => number
  readonly #issued = new Map<string, Issued>()

  constructor(wall: () => number) {
    this.#wall = wall
  }

  /** A new key. */
  issue(origin: Origin): string {
    this.#dropExpired()
    const key = randomBytes(12).toString('hex')
    this.#issued.set(key, { origin, issuedAtMs: this.#wall(), uses: 0 })
    return key
  }

  /** Whether this key is one of these, and its time not over. */
  has(key: string): boolean {
    const issued = this.#issued.get(key)
    return issued !== undefined && !this.#isExpired(issued)
  }

  /** Counts one use; a string is Slack's name for the reason why it is refused. */
  use(key: string): Origin | 'expired_url' | 'used_url' {
    const issued = this.#issued.get(key)
    if (!issued || this.#isExpired(issued)) return 'expired_url'
    if (issued.uses === usesPerUrl) return 'used_url'
    issued.uses += 1
    return issued.origin
  }

  /** Ends the life of all. */
  clear(): void {
    this.#issued.clear()
  }

  #isExpired({ issuedAtMs }: Issued): boolean {
    return this.#wall() - issuedAtMs > lifeMs
  }

  #dropExpired(): void {
    for (const [key, issued] of this.#issued) if (this.#isExpired(issued)) this.#issued.delete(key)
  }
}
