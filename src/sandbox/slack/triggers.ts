import { randomBytes } from 'node:crypto'

/** https://docs.slack.dev/interactivity/handling-user-interaction */
const lifeMs = 3000
/** So long a used or late one is still told from one that never was. */
const rememberedMs = 60_000

/** Slack's names for why a trigger opens nothing. */
export type TriggerFault = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'

/** The `trigger_id`s that were handed out: each opens one view, for the person who acted. Their life is real time. */
export interface Triggers {
  issue(person: string): string
  /** Whose it is; used up with that. */
  exchange(id: unknown): { readonly person: string } | { readonly error: TriggerFault }
  clear(): void
}

export function createTriggers(wall: () => number): Triggers {
  const issued = new Map<unknown, { readonly person: string; readonly atMs: number; isUsed: boolean }>()

  function forgetOld() {
    for (const [id, { atMs }] of issued) if (wall() - atMs > rememberedMs) issued.delete(id)
  }

  return {
    issue(person) {
      forgetOld()
      const id = `${wall()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`
      issued.set(id, { person, atMs: wall(), isUsed: false })
      return id
    },
    exchange(id) {
      const trigger = issued.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.isUsed) return { error: 'exchanged_trigger_id' }
      if (wall() - trigger.atMs > lifeMs) return { error: 'expired_trigger_id' }
      trigger.isUsed = true
      return { person: trigger.person }
    },
    clear: () => issued.clear(),
  }
}
