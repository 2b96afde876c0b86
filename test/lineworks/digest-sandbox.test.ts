import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DigestRoom } from '../../src/core/digest/digest.ts'
import { createWorksDigestSender } from '../../src/lineworks/digest/sender.ts'
import { say } from '../../src/text/speak.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { spoken } from '../helpers/spoken-card.ts'
import {
  deskRoom,
  type LineWorksDesk,
  misaki,
  salesRoom,
  startLineWorksDesk,
} from '../sandbox/lineworks-desk.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { fact } from './spoken-cards.ts'

let desk: LineWorksDesk
const http = openHttp()
beforeAll(async () => {
  desk = await startLineWorksDesk()
})
afterAll(async () => {
  http.close()
  await desk.close()
})

const reader = { locale: 'ja', zone: 'Asia/Tokyo' } as const
const roomOf = (room: string, isDirect = false): DigestRoom => ({
  platform: 'lineworks',
  workspace: '1',
  room,
  isDirect,
})

function open() {
  const { WORKS_API_URL, WORKS_SCOPES } = desk.sandbox.environment
  const token = () => desk.sandbox.token(WORKS_SCOPES)
  return createWorksDigestSender({
    botId: desk.botId,
    apiUrl: WORKS_API_URL ?? '',
    http,
    signIn: { token, renew: token },
    budget: createBudget({ limit: 240, wallClock: Date.now }),
    wallClock: Date.now,
    log: createCollectedLog(),
    say,
  })
}

it('sends what LINE WORKS takes, to groups that the bot is in and to people', async () => {
  const sender = open()
  expect(await sender.admit(roomOf(deskRoom), 'c-1')).toBe('ok')
  expect(await sender.admit(roomOf(salesRoom), 'c-1')).toBe('notMember')

  const facts = Array.from({ length: 400 }, (_, index) => ({
    ...fact(`株式会社サンプル${index}（${10_000_000 + index}）`, 'トライアル終了 <m userId="all">'),
    action: {
      kind: 'open',
      label: '詳細',
      command: `item ${10_000_000 + index}/5/serviceTrial/2026-11-30`,
    } as const,
  }))
  const actions = [{ kind: 'open', label: 'まもなく終了するもの', command: 'expiring 30' }] as const
  const payloads = sender.render(
    {
      parent: spoken({ title: 'ダイジェスト', lead: '3件', facts: facts.slice(0, 20), actions }),
      details: spoken({ title: '詳細', sections: [{ title: '3日後', facts }] }),
      command: 'expiring 30',
    },
    reader,
  )
  for (const room of [roomOf(deskRoom), roomOf(misaki, true)]) {
    for (const payload of payloads) {
      const message = {
        room,
        payload,
        deliveryId: 'd',
        parentId: undefined,
        triedAt: 0,
        correlationId: 'c-1',
        notes: new Map(),
      }
      expect(await sender.post(message)).toEqual({ result: 'sent', messageId: undefined })
    }
  }
  const sent = await desk.messages()
  expect(payloads).toHaveLength(5)
  expect(sent.map(({ payload }) => payload.type)).toEqual([
    ...['flex', 'flex', 'flex', 'flex', 'button_template'],
    ...['flex', 'flex', 'flex', 'flex', 'button_template'],
  ])
})

it('is told where a room is none of the bot’s', async () => {
  const [payload = ''] = open().render(
    { parent: spoken({ title: 'x' }), details: undefined, command: 'expiring' },
    reader,
  )
  const message = {
    payload,
    deliveryId: 'd',
    parentId: undefined,
    triedAt: 0,
    correlationId: 'c-1',
    notes: new Map(),
  }
  expect(await open().post({ ...message, room: roomOf(salesRoom) })).toMatchObject({
    result: 'refused',
    isGone: true,
  })
})
