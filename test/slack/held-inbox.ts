import { expect } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { gate } from '../helpers/gate.ts'

/** An inbox that takes nothing in before it is let go. */
export function holdInbox(inbox: Inbox) {
  const { opened, open } = gate()
  let asked = 0
  const take: Inbox['take'] = async (received, leaseMs) => {
    asked += 1
    await opened
    return inbox.take(received, leaseMs)
  }
  return {
    inbox: { ...inbox, take },
    /** Until something is to be taken in. */
    isAsked: () => expect.poll(() => asked).toBe(1),
    letGo: open,
  }
}
