import type { App, ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import type { Instant } from '../../core/calendar.ts'
import type { Log } from '../../core/ports.ts'
import { workspaceOf } from '../asker.ts'
import { type Correlated, newCorrelationId } from '../correlation-id.ts'

export interface HearEndOptions {
  /** Forgets a workspace. False where the desk is not installed there, or was installed anew after `endedAt`. */
  readonly end: (workspace: string, endedAt: Instant) => Promise<boolean>
  readonly log: Log
}

const idSchema = z.string().min(1).nullish().catch(undefined)

/** https://docs.slack.dev/reference/events/app_uninstalled and tokens_revoked */
const endSchema = z.object({
  type: z.literal('event_callback'),
  team_id: idSchema,
  enterprise_id: idSchema,
  is_enterprise_install: z.boolean().nullish().catch(undefined),
  /** Seconds since the epoch. */
  event_time: z.number().positive(),
  authorizations: z
    .array(
      z.object({ team_id: idSchema, enterprise_id: idSchema, is_enterprise_install: z.boolean().nullish() }),
    )
    .nullish()
    .catch(undefined),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      // Of people the desk has no tokens.
      tokens: z.object({ bot: z.array(z.unknown()).min(1) }),
    }),
  ]),
})

/** Slack says so to the second, and its clock and the store's may differ a little. */
const clockDifferenceMs = 5_000

/**
 * Hears that the app was taken out of a workspace, and forgets that before Slack hears that it has arrived; where it
 * cannot be forgotten now, Slack says so again. Slack may bring it late: what was installed anew since then stays.
 */
export function hearEnd(app: App<Correlated>, { end, log }: HearEndOptions): App<Correlated> {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const ended = endSchema.safeParse(event.body).data
    if (!ended) return app.processEvent(event)
    const { correlationId = newCorrelationId() } = event.customProperties ?? {}
    const workspace = endedWorkspace(ended)
    const about = { correlationId, workspace, reason: ended.event.type }
    const endedAt = new Date(ended.event_time * 1000 + clockDifferenceMs).toISOString() as Instant
    const isEnded = await end(workspace, endedAt)
    if (isEnded)
      log.warn(about, 'the app was taken out of a workspace: its digests and what was known of it are gone')
    else log.info(about, 'the app is not installed there, or was installed anew')
    await event.ack()
  }
  return Object.assign(Object.create(app), { processEvent })
}

/**
 * Whose installation it was. A workspace may have its own beside that of its organisation, so that none stands for the
 * other.
 */
function endedWorkspace(ended: z.infer<typeof endSchema>): string {
  const { team_id, enterprise_id, is_enterprise_install, authorizations } = ended
  const own = authorizations?.[0] ?? { team_id, enterprise_id, is_enterprise_install }
  const team = own.is_enterprise_install ? null : (own.team_id ?? null)
  return workspaceOf({ team, enterprise: own.enterprise_id ?? null })
}
