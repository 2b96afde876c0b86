import type { Inbox } from '../../src/core/inbox.ts'
import { createInbox } from '../../src/storage/inbox.ts'
import { useSharedStore } from './shared-store.ts'

/** A store with an empty inbox for each test. */
export function useInboxStore() {
  const store = useSharedStore('inbox')
  return {
    /** As another process would have it. */
    inbox: (): Inbox => createInbox(store().db),
    rows: () => store().db.selectFrom('inbox').selectAll().orderBy('taken_at').execute(),
    outcomes: async () => {
      const rows = await store().db.selectFrom('inbox').select('outcome').orderBy('taken_at').execute()
      return rows.map(({ outcome }) => outcome)
    },
  }
}
