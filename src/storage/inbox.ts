import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { compareText } from '../core/compare-text.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import { inMs } from './database-clock.ts'
import type { StoreSession } from './schema.ts'
import { together } from './together.ts'

/** Holds what its holder has let go. */
const nobody = ''

/**
 * Keeps what was received in the store; leases run by the database's clock. Each inbox is a holder of its own:
 * what another has taken over is no longer its to answer. `isAlone`: the store has one process at a
 * time, so that every other holder is gone and its leases hold nobody off.
 */
export function createInbox(session: StoreSession, { isAlone = false } = {}): Inbox {
  const holder = randomUUID()
  const isLetGo = isAlone ? sql`(leased_until <= now() or holder <> ${holder})` : sql`leased_until <= now()`

  async function settleUnclear(platform: Received['platform']): Promise<readonly string[]> {
    const { rows } = await sql<{ key: string }>`
      update inbox set outcome = 'uncertain', settled_at = now(), payload = ''
      where platform = ${platform} and outcome is null and sending_since is not null and ${isLetGo}
      returning key`.execute(session)
    return rows.map(({ key }) => key)
  }

  const takeTogether = together(async (wishes: readonly { received: Received; leaseMs: number }[]) => {
    // In one order: processes that take the same ones would otherwise wait for each other without end.
    const ordered = wishes.toSorted((a, b) => compareText(nameOf(a.received), nameOf(b.received)))
    const values = ordered.map(
      ({ received: { platform, key, payload }, leaseMs }) =>
        sql`(${platform}, ${key}, ${payload}, ${holder}, ${inMs(leaseMs)})`,
    )
    const { rows } = await sql<Pick<Received, 'platform' | 'key'>>`
      insert into inbox (platform, key, payload, holder, leased_until)
      values ${sql.join(values)}
      on conflict do nothing
      returning platform, key`.execute(session)
    const taken = new Set(rows.map(nameOf))
    // The first of two equal ones has it.
    return wishes.map(({ received }) => taken.delete(nameOf(received)))
  })

  return {
    take: (received, leaseMs) => takeTogether({ received, leaseMs }),

    async renew({ platform, key }, leaseMs) {
      await sql`
        update inbox set leased_until = ${inMs(leaseMs)}
        where platform = ${platform} and key = ${key} and holder = ${holder} and outcome is null`.execute(
        session,
      )
    },

    async note({ platform, key, payload }) {
      const { rows } = await sql`
        update inbox set payload = ${payload}
        where platform = ${platform} and key = ${key} and holder = ${holder} and outcome is null
        returning key`.execute(session)
      return rows.length > 0
    },

    async sending({ platform, key }) {
      const { rows } = await sql`
        update inbox set sending_since = now()
        where platform = ${platform} and key = ${key} and holder = ${holder} and outcome is null
        returning key`.execute(session)
      return rows.length > 0
    },

    async notSent({ platform, key }) {
      await sql`
        update inbox set sending_since = null
        where platform = ${platform} and key = ${key} and holder = ${holder} and outcome is null`.execute(
        session,
      )
    },

    async letGo({ platform, key }) {
      await sql`
        update inbox set holder = ${nobody}, leased_until = now()
        where platform = ${platform} and key = ${key} and holder = ${holder}
          and outcome is null and sending_since is null`.execute(session)
    },

    async settle({ platform, key }, outcome) {
      const isOurs = outcome === 'failed' ? sql`holder = ${holder}` : sql`true`
      // Who sent it knows better than who found it unsettled.
      await sql`
        update inbox set outcome = ${outcome}, settled_at = now(), payload = ''
        where platform = ${platform} and key = ${key} and ${isOurs}
          and (outcome is null or outcome = 'uncertain')`.execute(session)
    },

    async takeOver(platform, limit, leaseMs) {
      const uncertain = await settleUnclear(platform)
      const { rows } = await sql<Received & { taken_at: Date }>`
        with let_go as (
          select platform, key from inbox
          where platform = ${platform} and outcome is null and sending_since is null and ${isLetGo}
          order by taken_at limit ${limit} for update skip locked)
        update inbox set holder = ${holder}, leased_until = ${inMs(leaseMs)}
        from let_go where inbox.platform = let_go.platform and inbox.key = let_go.key
        returning inbox.platform, inbox.key, inbox.payload, inbox.taken_at`.execute(session)
      const received = rows
        .toSorted((a, b) => a.taken_at.getTime() - b.taken_at.getTime())
        .map(({ platform, key, payload }) => ({ platform, key, payload }))
      return { received, uncertain }
    },

    async prune(msAgo, contentMsAgo) {
      await sql`delete from inbox where taken_at <= ${inMs(-msAgo)}`.execute(session)
      await sql`
        update inbox set payload = '', settled_at = now(),
          outcome = case when sending_since is null then 'failed' else 'uncertain' end
        where outcome is null and taken_at <= ${inMs(-contentMsAgo)}`.execute(session)
    },
  }
}

function nameOf({ platform, key }: Pick<Received, 'platform' | 'key'>): string {
  return `${platform} ${key}`
}
