import type { Received } from '../../core/inbox.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Keeping } from '../../inbox/keeping.ts'
import type { Kept } from '../../inbox/kept.ts'
import { workspaceOf } from '../asker.ts'
import { correlated, newCorrelationId } from '../correlation-id.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import type { Workspace } from '../workspace.ts'
import type { Workspaces } from '../workspaces.ts'
import { type Heard, readHeard } from './heard.ts'

/** Answers to what people write, each in its workspace. */
export interface HeardAnswers {
  /** Never rejects. */
  answer(kept: Kept, heard: Heard): Promise<void>
  /** Answers what another process has left. Never rejects. */
  resume(received: Received): Promise<void>
}

export interface HeardAnswersOptions {
  readonly workspaces: Pick<Workspaces, 'find'>
  readonly keeping: Pick<Keeping, 'resume'>
  readonly wallClock: WallClock
  readonly log: Log
}

/** Nobody waits longer for an answer; out of the blue it would puzzle. */
const longestWaitMs = 30 * 60_000

export function createHeardAnswers({
  workspaces,
  keeping,
  wallClock,
  log,
}: HeardAnswersOptions): HeardAnswers {
  async function inWorkspace(
    kept: Kept,
    { asker, correlationId }: Heard,
    work: (workspace: Workspace) => Promise<void>,
  ): Promise<void> {
    const about = { correlationId, person: asker.person, workspace: workspaceOf(asker) }
    let workspace: Workspace | undefined
    try {
      workspace = await workspaces.find(asker)
    } catch (error) {
      log.error({ ...about, err: describeSlackError(error) }, 'workspace could not be looked up')
      return kept.end(undefined)
    }
    if (workspace) return work(workspace)
    log.warn(about, 'message dropped: not one of our workspaces')
    return kept.end('failed')
  }

  return {
    answer: (kept, heard) =>
      inWorkspace(kept, heard, ({ threadAnswers }) => threadAnswers.answer(kept, heard)),

    async resume(received) {
      const { key } = received
      const heard = readHeard(received.payload)
      const correlationId = heard?.correlationId ?? newCorrelationId()
      const kept = keeping.resume(received, correlationId)
      if (!kept) return
      const ageMs = heard && wallClock() - heard.receivedAt
      if (!heard || ageMs === undefined || ageMs > longestWaitMs) {
        const reason = heard ? 'left too long' : 'not for this version'
        log.error({ correlationId, key, ageMs, reason }, 'message that was left is not answered')
        return kept.end('failed')
      }
      log.warn({ correlationId, key, person: heard.asker.person, ageMs }, 'message taken over')
      return correlated(correlationId, () =>
        inWorkspace(kept, heard, ({ threadAnswers }) => threadAnswers.resume(kept, heard)),
      )
    },
  }
}
