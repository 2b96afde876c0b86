import { within } from '../../async/within.ts'
import type { WorkInFlight } from '../../async/work-in-flight.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import { DeskError } from '../../core/errors.ts'
import type { Received } from '../../core/inbox.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Keeping } from '../../inbox/keeping.ts'
import type { Kept } from '../../inbox/kept.ts'
import { workspaceOf } from '../asker.ts'
import { readText } from '../read-text.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import type { Workspace } from '../workspace.ts'
import type { Workspaces } from '../workspaces.ts'
import type { ReceiveEvent } from './claim-first.ts'
import { type Heard, keyOf, writeHeard, writtenAt } from './heard.ts'
import type { HeardAnswers } from './heard-answers.ts'
import { readEvent, type Spoken } from './read-event.ts'
import { saidOf } from './said-of.ts'

export interface IntakeOptions {
  readonly desk: Pick<DeskPorts, 'hears'>
  /** Where questions are answered without a mention. */
  readonly supportChannels: readonly string[]
  readonly workspaces: Pick<Workspaces, 'find'>
  readonly keeping: Keeping
  readonly heardAnswers: Pick<HeardAnswers, 'answer'>
  readonly work: WorkInFlight
  readonly wallClock: WallClock
  readonly log: Log
}

/** Slack waits for three seconds, its way and ours included. */
const latestAckMs = 2_500
/** So that what the store has to say by then can still be told. */
const latestStoreMs = 2_200

/** Where all else took so long that Slack has its answer by now, the store gets this much all the same. */
const leastStoreMs = 500

/** What Slack is being told of an event. */
interface Turn {
  /** Milliseconds of the process. */
  readonly begunAt: number
  /** It does not come again. */
  isAcknowledged: boolean
}

/** Within this Slack has to say who the bot is, or what the event says of it counts. */
const selfMs = 1_000

/** What is older was held up: Slack brings messages late, some by hours, and nobody waits for their answer any more. */
const oldestMs = 30 * 60_000

/**
 * Decides what is answered, and keeps it before Slack hears that it has arrived. What neither addresses the bot nor
 * is a question in a support channel leaves no trace.
 */
export function createIntake(options: IntakeOptions): ReceiveEvent {
  const { desk, supportChannels, workspaces, keeping, heardAnswers, work, wallClock, log } = options

  /** The bot's user id, by which it is mentioned. */
  async function findBotUser(
    { findSelf }: Pick<Workspace, 'findSelf'>,
    { botUser }: Spoken,
    correlationId: string,
  ): Promise<string | undefined> {
    const asking = findSelf().catch((error: unknown) => {
      log.warn({ correlationId, err: describeSlackError(error) }, 'who the bot is could not be learned')
    })
    return (await within(selfMs, asking))?.user ?? botUser
  }

  async function isHeard(heard: Heard): Promise<boolean> {
    return supportChannels.includes(heard.room) && (await desk.hears(saidOf(heard)))
  }

  async function claim(body: unknown, correlationId: string, turn: Turn): Promise<void> {
    const spoken = readEvent(body)
    if (!spoken || !mayConcern(spoken, supportChannels)) return
    const workspace = await workspaces.find(spoken.asker)
    if (!workspace) {
      const { person } = spoken.asker
      log.warn(
        { correlationId, person, workspace: workspaceOf(spoken.asker) },
        'message dropped: not one of our workspaces',
      )
      return
    }
    const botUser = await findBotUser(workspace, spoken, correlationId)
    if (spoken.asker.person === botUser) return
    const heard = hear(spoken, botUser, { correlationId, receivedAt: wallClock() })
    if (!heard.isAddressed && !(await isHeard(heard))) return

    const key = keyOf(heard)
    const ageMs = wallClock() - writtenAt(heard)
    if (ageMs > oldestMs) {
      log.warn({ correlationId, key, ageMs }, 'message dropped: written more than half an hour ago')
      return
    }
    const received = { platform: 'slack', key, payload: writeHeard(heard) } as const
    const kept = await keep(received, correlationId, turn)
    if (!kept) {
      log.info({ correlationId, key }, 'message was received before')
      return
    }
    log.info({ correlationId, key, person: spoken.asker.person }, 'message received')
    void work.add(heardAnswers.answer(kept, heard))
  }

  async function keep(received: Received, correlationId: string, turn: Turn): Promise<Kept | undefined> {
    const limitMs = Math.max(leastStoreMs, latestStoreMs - (performance.now() - turn.begunAt))
    try {
      if (!turn.isAcknowledged) return await keeping.takeOrRefuse(received, correlationId, limitMs)
    } catch (error) {
      if (!turn.isAcknowledged) throw error
    }
    return keeping.take(received, correlationId)
  }

  /** Why it is refused, if it is. Never rejects. */
  async function refuse(
    body: unknown,
    correlationId: string,
    turn: Turn,
  ): Promise<DeskError | 'acknowledged'> {
    try {
      await claim(body, correlationId, turn)
    } catch (error) {
      if (!turn.isAcknowledged && isStoreDown(error) && keeping.isRefusing()) return error
      log.error({ correlationId, err: describeSlackError(error) }, 'message could not be taken in')
    }
    return 'acknowledged'
  }

  return async (body, correlationId) => {
    const turn: Turn = { begunAt: performance.now(), isAcknowledged: false }
    const outcome = (await within(latestAckMs, work.add(refuse(body, correlationId, turn)))) ?? late()
    turn.isAcknowledged = outcome === 'acknowledged'
    if (outcome === 'acknowledged') return
    log.warn({ correlationId }, 'message refused while the store does not answer; Slack sends it again')
    throw outcome
  }

  /** Without a word in time it goes on, and where that is for the store, Slack hears the next time what became of it. */
  function late(): DeskError | 'acknowledged' {
    return keeping.isRefusing() ? new DeskError('store_down', 'not kept in time') : 'acknowledged'
  }
}

function isStoreDown(error: unknown): error is DeskError {
  return error instanceof DeskError && error.code === 'store_down'
}

/** Most of what people write to each other is put aside by this, before anybody is asked about anything. */
function mayConcern(
  { isDirect, isMention, text, before, room }: Spoken,
  supportChannels: readonly string[],
): boolean {
  if (isDirect || isMention || supportChannels.includes(room)) return true
  return [text, before].some((words) => words?.includes('<@'))
}

function hear(
  { asker, room, isDirect, ts, thread, text, isMention, before, changedTs }: Spoken,
  botUser: string | undefined,
  about: Pick<Heard, 'correlationId' | 'receivedAt'>,
): Heard {
  const read = readText(text, botUser)
  const wasMentioned = before !== undefined && readText(before, botUser).isMentioned
  return {
    kind: before === undefined ? 'message' : 'change',
    ...{ asker, room, isDirect, ts, thread },
    text: read.text,
    isAddressed: isDirect || isMention || read.isMentioned || wasMentioned,
    changedTs,
    ...about,
    isSending: false,
  }
}
