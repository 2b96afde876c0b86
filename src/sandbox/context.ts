import type { SandboxClock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Messages } from './messages.ts'
import type { Secrets } from './secrets.ts'

/** What stands in the menu of every message. */
export interface SlackShortcut {
  readonly callbackId: string
  readonly name: string
}

/** What the parts of the sandbox share. */
export interface SandboxContext {
  readonly clock: SandboxClock
  readonly faults: Faults
  readonly secrets: Secrets
  readonly messages: Messages
  /** Base URL of the desk that commands typed in the playground are sent to, without a trailing slash. */
  readonly deskUrl: () => string
  /** Names of the registered slash commands, without the slash; undefined: any name is sent to the desk. */
  readonly slashCommands: readonly string[] | undefined
  /** The registered message shortcuts; undefined: any callback id is sent to the desk. */
  readonly slackShortcuts: readonly SlackShortcut[] | undefined
  /** Base URL of the sandbox itself; usable once it listens. */
  readonly ownUrl: () => string
}
