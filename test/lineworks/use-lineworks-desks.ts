import { closeAfterEach } from '../helpers/close-after-each.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { type GivenOptions, startLineWorksDesk } from './lineworks-desk.ts'

/** Desks over one inbox: each a process of its own, closed after the test. */
export function useLineWorksDesks(usual: GivenOptions = {}) {
  const store = useInboxStore()
  const atEnd = closeAfterEach()
  return {
    store,
    async start(given: GivenOptions = {}, inbox = store.inbox()) {
      const desk = await startLineWorksDesk(inbox, { ...usual, ...given })
      atEnd(desk.close)
      return desk
    },
  }
}
