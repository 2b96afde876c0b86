import type { Store } from '../../src/storage/store.ts'
import type { Shown } from './sandbox-control.ts'

/** A room and day that is to have one digest. */
export interface DueDigest {
  readonly round: string
  readonly platform: 'slack' | 'lineworks'
  /** Of the run's own, so that a room has as many digests in one day as the run needs. */
  readonly workspace: string
  readonly room: string
  /** How far it looks ahead, which no other digest of the run does: it stands in every message of it. */
  readonly days: number
}

/** What became of one. */
export interface DigestFate {
  /** How often its first message stands in the room. */
  readonly parents: number
  /** Any message of it stands there more than once. */
  readonly isTwice: boolean
  /** What the store says of the day; undefined where it never came. */
  readonly state: string | undefined
}

/** Keeps a digest that nobody has set up by a command, due a minute ago; what the room gets is the same. */
export async function addDueDigest(store: Store, due: DueDigest): Promise<void> {
  const minute = new Date(Date.now() - 60_000).toISOString().slice(0, 16)
  const rule = {
    at: minute.slice(11),
    zone: 'UTC',
    days: due.days,
    locale: 'en',
    // Ten customers, so that a digest has few messages.
    contains: 'PD-101',
    everyDay: true,
  }
  await store.db
    .insertInto('digest')
    .values({
      platform: due.platform,
      workspace: due.workspace,
      room: due.room,
      is_direct: due.platform === 'lineworks',
      rule: JSON.stringify(rule),
      set_by: 'U0MISAKI001',
      set_by_name: 'Misaki',
      next_at: new Date(`${minute}:00Z`),
      paused: null,
    })
    .execute()
}

/** Looks at the rooms themselves; `states` is what the store says, by workspace. */
export function fateOf(
  { room, days, workspace }: DueDigest,
  messages: readonly Shown[],
  states: ReadonlyMap<string, string>,
): DigestFate {
  const own = messages.filter((message) => message.room === room && isOfDigest(message, days))
  const parents = own.filter(
    ({ thread, payload }) => !thread && titleOf(payload).startsWith('What ends soon'),
  )
  const contents = own.map(({ payload }) => JSON.stringify(payload.metadata ?? payload))
  return {
    parents: parents.length,
    isTwice: parents.length > 1 || new Set(contents).size < contents.length,
    state: states.get(workspace),
  }
}

export function isOfAnyDigest({ payload }: Shown): boolean {
  return digestTitle.test(titleOf(payload))
}

function isOfDigest(message: Shown, days: number): boolean {
  return isOfAnyDigest(message) && new RegExp(`\\bwithin ${days} days`).test(JSON.stringify(message.payload))
}

function titleOf({ text, altText }: Shown['payload']): string {
  return String(text ?? altText ?? '')
}

/** Of its first message and of those behind it. */
const digestTitle = /^(?:What ends soon: |Ending within \d+ days)/
