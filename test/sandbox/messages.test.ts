import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createMessages, type Message } from '../../src/sandbox/messages.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

let slack: SlackDesk

beforeAll(async () => {
  slack = await startSlackDesk()
})
afterAll(() => slack.close())
beforeEach(() => slack.post('/_sandbox/reset', {}))

const message = (id: string): Message => ({
  id,
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  author: 'bot',
  ephemeral: false,
  at: '2026-11-21T00:00:00.000Z',
  payload: { text: id },
})

it('the record keeps the last five hundred', () => {
  const messages = createMessages()
  for (let count = 1; count <= 501; count += 1) messages.add(message(String(count)))
  expect(messages.list()).toHaveLength(500)
  expect(messages.list().at(0)?.id).toBe('2')
  expect(messages.list().at(-1)?.id).toBe('501')
})

it('one room can be cleared, and nothing else is reset', async () => {
  slack.answerWith(() => ({ text: 'hello' }))
  const rooms = ['C0DESK00001', 'C0SALES0002']
  for (const room of rooms)
    await slack.post('/_sandbox/slack/command', { person: 'U0MISAKI001', room, text: '/customer 1' })
  await slack.post('/_sandbox/clock', { advance: 'P1D' })

  await slack.post('/_sandbox/messages', { clear: true, room: rooms[0] })
  expect(await slack.messages()).toMatchObject([{ room: rooms[1] }])
  expect(slack.sandbox.clock.now() - slack.sandbox.clock.wall()).toBe(86_400_000)
  await slack.post('/_sandbox/messages', { clear: true })
  expect(await slack.messages()).toEqual([])
})
