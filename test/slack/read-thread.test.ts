import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readThread } from '../../src/slack/events/read-thread.ts'
import { type Played, startWebApi } from './web-api-stand-in.ts'

let slackApi: Awaited<ReturnType<typeof startWebApi>>

beforeEach(async () => {
  slackApi = await startWebApi()
})
afterEach(() => slackApi.close())

const errors: unknown[] = []
const findSelf = async () => ({ user: 'UBOT', bot: 'BBOT' })

function read(thread: string | undefined, self = findSelf) {
  const client = new WebClient('xoxb-1', { slackApiUrl: slackApi.apiUrl, retryConfig: { retries: 0 } })
  const where = { room: 'C1', thread, ts: '9.000000' }
  return readThread(client, where, self, (error) => errors.push(error))
}

const page = (messages: object[], next_cursor = ''): Played => ({
  ok: true,
  messages,
  has_more: next_cursor !== '',
  response_metadata: { next_cursor },
})

it('gives what people and the bot wrote before, cleared of markup, and nothing of other apps', async () => {
  slackApi.play(
    'conversations.replies',
    page([
      { ts: '1.000000', user: 'U1', text: '<@UBOT> 10000001 &amp; <http://example.com|example.com>' },
      { ts: '2.000000', user: 'UBOT', bot_id: 'BBOT', text: 'An answer' },
      { ts: '3.000000', user: 'U2', bot_id: 'B2', text: 'Another app' },
      { ts: '4.000000', user: 'U2' },
      { ts: '9.000000', user: 'U1', text: 'The message itself' },
    ]),
  )
  expect(await read('1.000000')).toEqual(['10000001 & example.com', 'An answer', ''])
  expect(slackApi.of('conversations.replies')).toMatchObject([
    { channel: 'C1', ts: '1.000000', latest: '9.000000', inclusive: 'false' },
  ])
})

it('gives the last fifty of a long thread', async () => {
  const said = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => ({
      ts: `${from + index}.0`,
      user: 'U1',
      text: `${from + index}`,
    }))
  slackApi.play('conversations.replies', ({ cursor }) =>
    cursor ? page(said(20, 40)) : page(said(40, 0), 'more'),
  )
  const texts = await read('0.000000')
  expect(texts).toHaveLength(50)
  expect([texts[0], texts.at(-1)]).toEqual(['10', '59'])
})

it('asks nothing where there is no thread', async () => {
  expect(await read(undefined)).toEqual([])
  expect(slackApi.calls).toEqual([])
})

it('is empty where it cannot be read, and says why', async () => {
  slackApi.play('conversations.replies', { ok: false, error: 'missing_scope' })
  expect(await read('1.000000')).toEqual([])
  expect(await read('1.000000', async () => Promise.reject(new Error('unknown')))).toEqual([])
  expect(errors).toHaveLength(2)
})
