import { randomBytes } from 'node:crypto'

/** The longer of the two lives that an app may be given. */
export const accessTokenSeconds = 86_400

const refreshTokenDays = 90

export interface Grant {
  readonly scopes: readonly string[]
  readonly expiresAtMs: number
}

/** The tokens handed out by the sign-in server, kept in memory. Their life is real time. */
export class Tokens {
  readonly #wall: () => number
  readonly #access = new Map<string, Grant>()
  readonly #refresh = new Map<string, Grant>()

  constructor(wall: () => number) {
    this.#wall = wall
  }

  issueAccess(scopes: readonly string[]): string {
    const token = createToken()
    this.#access.set(token, { scopes, expiresAtMs: this.#wall() + accessTokenSeconds * 1000 })
    return token
  }

  issueRefresh(scopes: readonly string[]): string {
    const token = createToken()
    this.#refresh.set(token, { scopes, expiresAtMs: this.#wall() + refreshTokenDays * 86_400_000 })
    return token
  }

  /** An access token that was handed out and not revoked. */
  find(token: string): { scopes: readonly string[]; isExpired: boolean } | undefined {
    const grant = this.#access.get(token)
    return grant && { scopes: grant.scopes, isExpired: grant.expiresAtMs <= this.#wall() }
  }

  /** The scopes that a refresh token may still be changed for. */
  scopesToRefresh(token: string): readonly string[] | undefined {
    const grant = this.#refresh.get(token)
    return grant && grant.expiresAtMs > this.#wall() ? grant.scopes : undefined
  }

  /** Takes back an access or refresh token; one that is not there is taken back already. */
  revoke(token: string): void {
    this.#access.delete(token)
    this.#refresh.delete(token)
  }

  /** Ends the life of every access token now. */
  expireAll(): void {
    for (const [token, grant] of this.#access)
      this.#access.set(token, { ...grant, expiresAtMs: this.#wall() })
  }
}

/** Always holds `+`, `/` and `=`, which a form loses unless they are encoded. */
function createToken(): string {
  return `jp1+/${randomBytes(49).toString('base64')}`
}
