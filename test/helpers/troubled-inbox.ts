import type { Inbox } from '../../src/core/inbox.ts'

/** How a store fails: at once, or by never saying anything. */
export const down = async (): Promise<never> => {
  throw new Error('no connection')
}
export const never = () => new Promise<never>(() => {})

/** An inbox that fails like this, whatever it is asked. */
export function failing(how: () => Promise<never>): Inbox {
  return {
    ...{ take: how, renew: how, note: how, sending: how, notSent: how, letGo: how, settle: how },
    ...{ takeOver: how, prune: how },
  }
}

/** The inbox as a process has it that is stopped in its tracks: its leases are over at once, and not renewed. */
export function stalled(inbox: Inbox): Inbox {
  return { ...inbox, take: (received) => inbox.take(received, -1), renew: async () => {} }
}
