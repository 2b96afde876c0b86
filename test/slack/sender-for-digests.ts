import { afterEach, beforeEach } from 'vitest'
import type { DigestRoom } from '../../src/core/digest/digest.ts'
import type { DigestMessage } from '../../src/core/digest/sender.ts'
import { createSlackDigestSender } from '../../src/slack/digest/sender.ts'
import { type Installs, oneInstall } from '../../src/slack/installs/installs.ts'
import { say } from '../../src/text/speak.ts'
import { readableLog } from './slack-desk.ts'
import { startWebApi } from './web-api-stand-in.ts'

export const room: DigestRoom = { platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false }

export const line = (item: string, value: string) => ({
  type: 'section',
  fields: [
    { type: 'mrkdwn', text: '*Drive*', verbatim: true },
    { type: 'plain_text', text: value, emoji: false },
  ],
  accessory: {
    type: 'button',
    action_id: 'desk:open',
    text: { type: 'plain_text', text: 'Details' },
    value: `item ${item}`,
  },
})

export const message: DigestMessage = {
  room,
  payload: JSON.stringify({ text: 'Digest', blocks: [line('1/S1/contractEnds/2026-12-01', 'ends today')] }),
  deliveryId: 'd-1',
  parentId: undefined,
  triedAt: Date.UTC(2026, 10, 21, 9),
  correlationId: 'c-1',
  notes: new Map(),
}
export const child: DigestMessage = { ...message, deliveryId: 'd-2', parentId: '1.000001' }

/** A Web API for each test, and what sends digests there. */
export function useDigestSender() {
  let api: Awaited<ReturnType<typeof startWebApi>>
  let lines: ReturnType<typeof readableLog>['lines']

  beforeEach(async () => {
    api = await startWebApi()
  })
  afterEach(() => api.close())

  return {
    get api() {
      return api
    },
    get lines() {
      return lines
    },
    sender(given: { apiUrl?: string; timeoutMs?: number; installs?: Installs } = {}) {
      const { log, lines: written } = readableLog()
      lines = written
      return createSlackDigestSender({
        installs: oneInstall('xoxb-1'),
        apiUrl: api.apiUrl,
        say,
        log,
        ...given,
      })
    },
  }
}
