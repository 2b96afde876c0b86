import type { SlackOptions } from '../../src/slack/app.ts'
import { closeAfterEach } from '../helpers/close-after-each.ts'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { stalled } from '../helpers/troubled-inbox.ts'
import { echo, startSlackDesk } from './slack-desk.ts'

/** Desks over one inbox: each a process of its own, closed after the test. */
export function useSlackDesks() {
  const store = useInboxStore()
  const atEnd = closeAfterEach()

  async function start(given: Partial<SlackOptions> = {}) {
    const desk = await startSlackDesk({ inbox: store.inbox(), ...given })
    atEnd(desk.close)
    return desk
  }

  return {
    store,
    start,
    /** Another process of the same desk. */
    startBeside: (
      { slackApi }: { readonly slackApi: { readonly apiUrl: string } },
      given: Partial<SlackOptions> = {},
    ) => start({ apiUrl: slackApi.apiUrl, ...given }),
    /** A desk that stops before it answers, until it is woken. */
    async startStalled(given: Partial<SlackOptions> = {}) {
      const { opened, open } = gate()
      const desk = await start({
        inbox: stalled(store.inbox()),
        waitMs: 10,
        answer: (call) => opened.then(() => echo(call)),
        ...given,
      })
      atEnd(open)
      return { ...desk, wake: open }
    },
  }
}
