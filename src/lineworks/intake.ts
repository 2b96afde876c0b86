import type { WorkInFlight } from '../async/work-in-flight.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import type { Observe } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createKeeping } from '../inbox/keeping.ts'
import type { Kept } from '../inbox/kept.ts'
import { parseExactJson } from '../works/exact-json.ts'
import type { Conversation } from './conversation.ts'
import { newCorrelationId } from './correlation-id.ts'
import { type CallbackEvent, keyOf, readCallback } from './event.ts'
import { type Heard, hear } from './hear.ts'
import { createCutMention } from './mention.ts'
import { type Payload, readPayload, writePayload } from './payload.ts'

export interface IntakeOptions {
  readonly bot: { readonly name: string; readonly allowedDomains: readonly string[] | undefined }
  readonly isCommand: (line: string) => boolean
  readonly inbox: Inbox
  readonly leaseMs: number
  readonly storeMs?: number | undefined
  readonly converse: Conversation
  readonly work: WorkInFlight
  readonly wallClock: WallClock
  readonly log: Log
  readonly observe: Observe
}

/** Decides what is answered, and keeps it until it is. */
export interface Intake {
  /** Resolves once what addresses the bot is kept; the answer goes on. Never rejects. */
  receive(body: string, correlationId: string): Promise<void>
  /** Answers what another process has left, unless it is too old. Never rejects. */
  resume(received: Received): Promise<void>
  /** Leaves to other processes what is not being sent by now. Never rejects. */
  letGo(): Promise<void>
}

/** What is older was held up, or recorded and played again. */
const oldestMs = 60 * 60_000
/** Nobody waits longer for an answer; out of the blue it would puzzle. */
const longestWaitMs = 30 * 60_000
/** For who begins at the last moment: a message cut short may have arrived. */
const lastAttemptMs = 10_000

export function createIntake(options: IntakeOptions): Intake {
  const { bot, isCommand, inbox, leaseMs, storeMs, converse, work, wallClock, log, observe } = options
  const keeping = createKeeping({ inbox, leaseMs, storeMs, wallClock, log })
  const hearing = {
    cutMention: createCutMention(bot.name),
    allowedDomains: bot.allowedDomains,
    isCommand,
  }

  function read(body: string, correlationId: string): CallbackEvent | undefined {
    const callback = readCallback(parseExactJson(body))
    if (callback.kind === 'event') return callback.event
    if (callback.kind === 'unknown') {
      log.warn({ correlationId, type: callback.type }, 'callback of no known shape')
    }
    return undefined
  }

  async function answer(kept: Kept, heard: Heard, payload: Payload): Promise<void> {
    const { correlationId, receivedAt, isHinted } = payload
    const turn = {
      heard,
      correlationId,
      receivedAt,
      deadlineAt: receivedAt + longestWaitMs + lastAttemptMs,
      leave: kept,
      mayHint: async () => !isHinted && kept.note(writePayload({ ...payload, isHinted: true })),
    }
    const outcome = await converse(turn).catch((err: unknown) => {
      log.error({ correlationId, err }, 'callback could not be answered')
      return 'failed' as const
    })
    await kept.end(outcome)
  }

  return {
    async receive(body, correlationId) {
      const event = read(body, correlationId)
      if (!event) return
      const { type, issuedTime } = event
      if (Math.abs(wallClock() - Date.parse(issuedTime)) > oldestMs) {
        log.warn({ correlationId, type, issuedTime }, 'callback dropped: issued more than an hour off')
        observe({ kind: 'refused', route: '/lineworks/callback', reason: 'issued more than an hour off' })
        return
      }
      const heard = hear(event, hearing)
      if (!heard) return
      const payload = { correlationId, receivedAt: wallClock(), body }
      const received = {
        platform: 'lineworks',
        key: keyOf(event),
        payload: writePayload(payload),
      } as const
      const kept = await keeping.take(received, correlationId)
      const { key } = received
      if (!kept) {
        log.info({ correlationId, key, type }, 'callback was received before')
        return
      }
      log.info({ correlationId, key, type }, 'callback received')
      void work.add(answer(kept, heard, payload))
    },

    resume: (received) => work.add(resumeOne(received)),
    letGo: () => keeping.letGo(),
  }

  async function resumeOne(received: Received): Promise<void> {
    const { key } = received
    const payload = readPayload(received.payload)
    const correlationId = payload?.correlationId ?? newCorrelationId()
    const kept = keeping.resume(received, correlationId)
    if (!kept) return
    const ageMs = payload && wallClock() - payload.receivedAt
    const event = payload && read(payload.body, correlationId)
    const heard = event && hear(event, hearing)
    if (!payload || !heard || ageMs === undefined || ageMs > longestWaitMs) {
      const reason = heard ? 'left too long' : 'not for this version or these settings'
      log.error({ correlationId, key, ageMs, reason }, 'callback that was left is not answered')
      return kept.end('failed')
    }
    log.warn({ correlationId, key, ageMs }, 'callback taken over')
    return answer(kept, heard, payload)
  }
}
