import type { SlackOptions } from '../../src/slack/app.ts'
import { closeAfterEach } from '../helpers/close-after-each.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { startEventsDesk } from './events-desk.ts'
import type { Workspace } from './slack-workspace.ts'

/** Desks that hear events, over one inbox: each a process of its own, closed after the test. */
export function useEventsDesks(usual: Partial<SlackOptions> = {}) {
  const store = useInboxStore()
  const atEnd = closeAfterEach()
  return {
    store,
    atEnd,
    async start(given: Partial<SlackOptions> = {}, workspace?: Workspace) {
      const desk = await startEventsDesk({ inbox: store.inbox(), ...usual, ...given }, workspace)
      atEnd(desk.close)
      return desk
    },
  }
}
