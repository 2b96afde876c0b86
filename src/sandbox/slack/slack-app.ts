import type { SandboxContext } from '../context.ts'
import { createInstallation } from './installation.ts'
import { type AuthorizationCodes, createAuthorizationCodes } from './oauth/authorization-codes.ts'
import { usualScopes } from './scopes.ts'
import { harbor } from './teams/harbor.ts'
import { sunrise } from './teams/sunrise.ts'
import { createTimestamps } from './timestamps.ts'
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts'

/** Slack as the sandbox plays it: one app, and the workspaces that can install it. */
export interface SlackApp {
  readonly context: SandboxContext
  /** The first is that of the playground. */
  readonly workspaces: readonly [Workspace, ...Workspace[]]
  readonly codes: AuthorizationCodes
  /** Whether new installs get tokens that expire, where nobody says otherwise. */
  readonly rotates: boolean
  /** By its team id; the first where none is given. */
  find(teamId?: string): Workspace | undefined
  /** Ends all that was handed out and opened, apart from tokens. */
  reset(): void
}

export interface SlackAppOptions extends Partial<Pick<WorkspaceOptions, 'timeScale' | 'setTimer'>> {
  /** What the token may do that the first workspace is installed with. */
  readonly scopes?: readonly string[]
  /** Whether no workspace is installed before somebody installs it. */
  readonly isOAuth?: boolean
  readonly rotates?: boolean
}

export function createSlackApp(
  context: SandboxContext,
  { scopes = usualScopes, isOAuth = false, rotates = true, ...options }: SlackAppOptions = {},
): SlackApp {
  const { slackBotToken: token, slackTeamIds } = context.secrets
  const [firstId, secondId] = slackTeamIds
  const wall = () => context.clock.wall()
  const nextTs = createTimestamps(wall)
  const codes = createAuthorizationCodes(wall)
  const installed = isOAuth ? undefined : { token, scopes }
  const first = createWorkspace(context, {
    ...{ ...options, nextTs, team: sunrise(firstId) },
    installation: createInstallation(wall, installed),
  })
  const second = createWorkspace(context, {
    ...{ ...options, nextTs, team: harbor(secondId) },
    installation: createInstallation(wall),
  })
  const workspaces = [first, second] as const

  return {
    context,
    workspaces,
    codes,
    rotates,
    find: (teamId = firstId) => workspaces.find(({ team }) => team.id === teamId),
    reset() {
      codes.clear()
      for (const workspace of workspaces) workspace.reset()
    },
  }
}
