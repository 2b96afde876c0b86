import { randomBytes, randomInt } from 'node:crypto'
import type { Workspace } from '../workspace.ts'

/** https://docs.slack.dev/authentication/installing-with-oauth */
const lifeMs = 10 * 60_000

/** What a person allowed. */
export interface Authorization {
  readonly workspace: Workspace
  readonly scopes: readonly string[]
  /** Whether the tokens are to expire. */
  readonly rotates: boolean
  /** As it was asked for; undefined where it was not. */
  readonly redirectUri: string | undefined
}

/** Slack's names for why a code buys nothing. */
export type CodeFault = 'invalid_code' | 'code_already_used' | 'bad_redirect_uri'

/** The codes that were handed out: each buys one installation. Their life is real time. */
export interface AuthorizationCodes {
  issue(authorization: Authorization): string
  /** Used up with that, unless it is refused. */
  redeem(code: unknown, redirectUri: unknown): Authorization | { readonly error: CodeFault }
  clear(): void
}

export function createAuthorizationCodes(wall: () => number): AuthorizationCodes {
  const issued = new Map<unknown, Authorization & { readonly atMs: number; isUsed: boolean }>()

  return {
    issue(authorization) {
      const code = `${randomInt(1e11, 1e12)}.${randomInt(1e11, 1e12)}.${randomBytes(32).toString('hex')}`
      issued.set(code, { ...authorization, atMs: wall(), isUsed: false })
      return code
    },
    redeem(code, redirectUri) {
      const found = issued.get(code)
      if (!found || wall() - found.atMs > lifeMs) return { error: 'invalid_code' }
      if (found.isUsed) return { error: 'code_already_used' }
      if (found.redirectUri !== redirectUri) return { error: 'bad_redirect_uri' }
      found.isUsed = true
      return found
    },
    clear: () => issued.clear(),
  }
}
