import { setTimeout as delay } from 'node:timers/promises'
import type { Instant } from '../../core/calendar.ts'
import type { Installations } from '../../core/installations.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import { type AppCredentials, createExchange } from './exchange.ts'
import type { Installed } from './installed.ts'
import type { Installs } from './installs.ts'
import { createSeal } from './seal.ts'
import { createTokens } from './tokens.ts'
import { createVault, SealedShut } from './vault.ts'

export interface OAuthInstallsOptions extends AppCredentials {
  /** Workspaces, or organisations that have the app as a whole, by id. */
  readonly allowedTeams: readonly string[]
  /** Of 32 bytes, the newest first. */
  readonly encryptionKeys: readonly [Buffer, ...Buffer[]]
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  readonly installations: Installations
  readonly wallClock: WallClock
  readonly log: Log
  readonly wait?: (ms: number) => Promise<void>
}

/** What can be told of an installation to the operator; `token` rejects as `Install.token` does. */
export interface Listed {
  readonly workspace: string
  readonly name: string
  readonly isAllowed: boolean
  token(): Promise<string>
}

/** Several workspaces, each of which has installed the app by itself. */
export interface OAuthInstalls extends Installs {
  isAllowed(workspace: string): boolean
  /** Somebody has installed it, in place of what was there. */
  save(workspace: string, installed: Installed): Promise<void>
  /** It ended. False where there is none, or one that was made after `endedAt`. */
  end(workspace: string, endedAt: Instant): Promise<boolean>
  list(): Promise<readonly (Listed | SealedShut)[]>
}

export function createOAuthInstalls(options: OAuthInstallsOptions): OAuthInstalls {
  const { allowedTeams, encryptionKeys, installations, wallClock, log } = options
  const { wait = (ms: number) => delay(ms) } = options
  const vault = createVault({ installations, seal: createSeal(encryptionKeys), wallClock, log })
  const exchange = createExchange(options)
  const tokens = createTokens({ vault, installations, exchange, wait, wallClock, log })
  const isAllowed = (workspace: string) => allowedTeams.includes(workspace)

  return {
    isAllowed,

    async find(workspace) {
      const held = isAllowed(workspace) ? await vault.find(workspace) : undefined
      if (!held) return undefined
      return { id: held.installed.id, token: (spent) => tokens.find(workspace, spent) }
    },

    settled: tokens.settled,
    save: vault.save,
    end: vault.end,
    start: vault.sealAnew,

    async list() {
      return (await vault.all()).map((held) => {
        if (held instanceof SealedShut) return held
        const { workspace } = held.kept
        const token = async () => (await tokens.find(workspace)).value
        return { workspace, name: held.installed.name, isAllowed: isAllowed(workspace), token }
      })
    },
  }
}
