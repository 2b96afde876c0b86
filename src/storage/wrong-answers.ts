import { sql } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import type { Call } from '../core/call.ts'
import type { WrongAnswer, WrongAnswers } from '../core/wrong-answers.ts'
import { inMs } from './database-clock.ts'
import type { StoreSession } from './schema.ts'
import { withoutNul } from './without-nul.ts'

export interface KeptWrongAnswers extends WrongAnswers {
  /** The oldest first. */
  all(): Promise<readonly WrongAnswer[]>
  /** Deletes those marked so long ago. */
  prune(msAgo: number): Promise<void>
}

/** Keeps in the store what people called wrong. */
export function createWrongAnswers(session: StoreSession): KeptWrongAnswers {
  return {
    async note({ platform, workspace, person, question, line }) {
      await session
        .insertInto('wrong_answer')
        .values({ platform, workspace, person, question: withoutNul(question), line })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    async all() {
      const rows = await session
        .selectFrom('wrong_answer')
        .selectAll()
        .orderBy('marked_at')
        .orderBy('question')
        .execute()
      return rows.map(({ marked_at, platform, ...row }) => ({
        ...row,
        platform: platform as Call['platform'],
        at: marked_at.toISOString() as Instant,
      }))
    },

    async prune(msAgo) {
      await sql`delete from wrong_answer where marked_at <= ${inMs(-msAgo)}`.execute(session)
    },
  }
}
