import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { MessageKey } from '../core/message-key.ts'
import type { Phrase } from '../core/phrase.ts'
import type { Log } from '../core/ports.ts'
import { type Answer, type Asked, callOf } from './answering.ts'
import { type Asker, workspaceOf } from './asker.ts'
import { toSlackText } from './blocks/slack-text.ts'
import { SealedShut } from './installs/vault.ts'
import type { PerWorkspace } from './per-workspace.ts'
import { refuse } from './refuse.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'
import type { Workspace } from './workspace.ts'

/** The desk's workspaces, as whoever asks comes from one. */
export interface Workspaces {
  /** Undefined where the desk may not answer. Rejects while that cannot be learned. */
  find(asker: Asker): Promise<Workspace | undefined>
  /** Runs work in the asker's workspace; where there is none, they get a sentence. Never rejects if `work` does not. */
  runFor<T>(asked: Asked, work: (workspace: Workspace) => Promise<T>): Promise<T | Answer>
  /** A sentence by itself, in the language of the person as far as it is known by now. */
  sentence(key: MessageKey, asker: Asker, values?: Readonly<Record<string, Phrase>>): string
}

export interface WorkspacesOptions {
  readonly kept: PerWorkspace<Workspace>
  readonly desk: Pick<DeskPorts, 'say' | 'noteRefusal'>
  readonly defaultReader: Reader
  readonly log: Log
}

export function createWorkspaces({ kept, desk, defaultReader, log }: WorkspacesOptions): Workspaces {
  /** In the desk's own language: of a person elsewhere nothing is known. */
  const refuseHere = (
    key: 'access.notAllowedTeam' | 'access.noWayIn' | 'access.unknown',
    asked: Asked,
  ): Answer => refuse(key, { desk, call: callOf(asked), reader: defaultReader })

  const find = (asker: Asker) => kept.find(workspaceOf(asker))

  return {
    find,

    async runFor(asked, work) {
      const { asker, correlationId } = asked
      const about = { correlationId, person: asker.person, workspace: workspaceOf(asker) }
      let workspace: Workspace | undefined
      try {
        workspace = await find(asker)
      } catch (error) {
        log.warn({ ...about, err: describeSlackError(error) }, 'workspace could not be looked up')
        // To try again would not help: somebody has to give the desk its key back.
        return refuseHere(error instanceof SealedShut ? 'access.noWayIn' : 'access.unknown', asked)
      }
      if (workspace) return work(workspace)
      log.warn(about, 'refused: the desk is not installed in this workspace, or not allowed there')
      return refuseHere('access.notAllowedTeam', asked)
    },

    sentence(key, asker, values) {
      const { answering } = kept.last(workspaceOf(asker)) ?? {}
      return answering
        ? answering.sentence(key, asker, values)
        : toSlackText(desk.say(key, defaultReader, values), 3000)
    },
  }
}
