import { randomBytes, randomInt } from 'node:crypto'

/** Half a day. https://docs.slack.dev/authentication/using-token-rotation */
export const rotatingSeconds = 43_200

/** What the app is given: with a refresh token, the other one expires after `rotatingSeconds`. */
export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken?: string
}

/** Slack's names for why a bot's token opens nothing any more. */
export type TokenFault = 'token_expired' | 'account_inactive'

/** What lets the app into one workspace: its bot's tokens. Kept in memory; their life is real time. */
export interface Installation {
  /** From the first install to the uninstall, also while there is no token that opens anything. */
  readonly isInstalled: boolean
  /** What the bot may do; nothing without a token. */
  readonly scopes: readonly string[]
  /** Adds to what the bot may do. A token that does not expire stays the same until it is revoked, as in Slack. */
  install(scopes: readonly string[], rotates: boolean): IssuedTokens
  /** New tokens for a refresh token, which is void with that; undefined for one that is not, or no longer, good. */
  refresh(token: string): IssuedTokens | undefined
  /** Undefined for a token that was never issued here. */
  check(token: string): 'valid' | TokenFault | undefined
  /** Ends the life of those access tokens that have an end. */
  expire(): void
  /** Voids all tokens; the app stays installed. */
  revoke(): void
  /** Voids all tokens, and takes the app out. */
  end(): void
  /** As it was at the start, apart from what was installed since. */
  reset(): void
}

interface AccessToken {
  /** Undefined: it does not expire. */
  readonly expiresAtMs: number | undefined
  readonly isActive: boolean
}

/** `first`: what the workspace is installed with from the start. */
export function createInstallation(
  wall: () => number,
  first?: { readonly token: string; readonly scopes: readonly string[] },
): Installation {
  const access = new Map<string, AccessToken>()
  const refreshTokens = new Set<string>()
  let scopes: readonly string[] = []
  let isInstalled = false

  function grant(more: readonly string[]) {
    isInstalled = true
    scopes = [...new Set([...scopes, ...more])]
  }

  function issueRotating(): IssuedTokens {
    const accessToken = `xoxe.xoxb-1-${randomBytes(60).toString('base64url')}`
    const refreshToken = `xoxe-1-${randomBytes(60).toString('base64url')}`
    access.set(accessToken, { expiresAtMs: wall() + rotatingSeconds * 1000, isActive: true })
    refreshTokens.add(refreshToken)
    return { accessToken, refreshToken }
  }

  function issueLasting(): IssuedTokens {
    const old = access
      .entries()
      .find(([, { isActive, expiresAtMs }]) => isActive && expiresAtMs === undefined)?.[0]
    const accessToken = old ?? createBotToken()
    access.set(accessToken, { expiresAtMs: undefined, isActive: true })
    return { accessToken }
  }

  function revoke() {
    for (const [token, known] of access) access.set(token, { ...known, isActive: false })
    refreshTokens.clear()
    scopes = []
  }

  function reset() {
    if (!first) return
    access.set(first.token, { expiresAtMs: undefined, isActive: true })
    grant(first.scopes)
  }

  reset()
  return {
    get isInstalled() {
      return isInstalled
    },
    get scopes() {
      return scopes
    },
    install(more, rotates) {
      grant(more)
      return rotates ? issueRotating() : issueLasting()
    },
    refresh: (token) => (refreshTokens.delete(token) ? issueRotating() : undefined),
    check(token) {
      const known = access.get(token)
      if (!known) return undefined
      if (!known.isActive) return 'account_inactive'
      return known.expiresAtMs !== undefined && known.expiresAtMs <= wall() ? 'token_expired' : 'valid'
    },
    expire() {
      for (const [token, known] of access)
        if (known.expiresAtMs !== undefined) access.set(token, { ...known, expiresAtMs: wall() })
    },
    revoke,
    end() {
      revoke()
      isInstalled = false
    },
    reset,
  }
}

/** A bot token as Slack writes one that does not expire. */
export function createBotToken(): string {
  const digits = () => String(randomInt(1e11, 1e12))
  return `xoxb-${digits()}-${digits()}-${randomBytes(12).toString('hex')}`
}
