import { within } from '../../async/within.ts'
import type { WorkInFlight } from '../../async/work-in-flight.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Keeping } from '../../inbox/keeping.ts'
import { describeSlackError } from '../describe-slack-error.ts'
import type { Self } from '../find-self.ts'
import { readText } from '../read-text.ts'
import type { ReceiveEvent } from './claim-first.ts'
import { type Heard, keyOf, writeHeard, writtenAt } from './heard.ts'
import { readEvent, type Spoken } from './read-event.ts'
import { saidOf } from './said-of.ts'
import type { ThreadAnswers } from './thread-answers.ts'

export interface IntakeOptions {
  readonly desk: Pick<DeskPorts, 'hears'>
  /** Where questions are answered without a mention. */
  readonly supportChannels: readonly string[]
  readonly findSelf: () => Promise<Self>
  readonly keeping: Keeping
  readonly threadAnswers: Pick<ThreadAnswers, 'answer'>
  readonly work: WorkInFlight
  readonly wallClock: WallClock
  readonly log: Log
}

/** Slack waits for three seconds, its way and ours included. What takes longer goes on in memory alone. */
const latestAckMs = 2_500

/** Within this Slack has to say who the bot is, or what the event says of it counts. */
const selfMs = 1_000

/** What is older was held up: Slack brings messages late, some by hours, and nobody waits for their answer any more. */
const oldestMs = 30 * 60_000

/**
 * Decides what is answered, and keeps it before Slack hears that it has arrived. What neither addresses the bot nor
 * is a question in a support channel leaves no trace.
 */
export function createIntake(options: IntakeOptions): ReceiveEvent {
  const { desk, supportChannels, findSelf, keeping, threadAnswers, work, wallClock, log } = options

  /** The bot's user id, by which it is mentioned. */
  async function findBotUser({ botUser }: Spoken, correlationId: string): Promise<string | undefined> {
    const asking = findSelf().catch((error: unknown) => {
      log.warn({ correlationId, err: describeSlackError(error) }, 'who the bot is could not be learned')
    })
    return (await within(selfMs, asking))?.user ?? botUser
  }

  async function isHeard(heard: Heard): Promise<boolean> {
    return supportChannels.includes(heard.room) && (await desk.hears(saidOf(heard)))
  }

  async function claim(body: unknown, correlationId: string): Promise<void> {
    const spoken = readEvent(body)
    if (!spoken || !mayConcern(spoken, supportChannels)) return
    const botUser = await findBotUser(spoken, correlationId)
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
    const kept = await keeping.take(received, correlationId)
    if (!kept) {
      log.info({ correlationId, key }, 'message was received before')
      return
    }
    log.info({ correlationId, key, person: spoken.asker.person }, 'message received')
    void work.add(threadAnswers.answer(kept, heard))
  }

  return async (body, correlationId) => {
    const claiming = claim(body, correlationId).catch((error: unknown) => {
      log.error({ correlationId, err: describeSlackError(error) }, 'message could not be taken in')
    })
    await within(latestAckMs, work.add(claiming))
  }
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
