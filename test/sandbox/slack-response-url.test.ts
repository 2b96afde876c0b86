import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ResponseUrls } from '../../src/sandbox/slack/response-urls.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const minuteMs = 60_000

let slack: SlackDesk
let nowMs = Date.UTC(2026, 10, 21)

beforeAll(async () => {
  slack = await startSlackDesk({ wallClock: () => nowMs })
})
afterAll(() => slack.close())
beforeEach(() => slack.post('/_sandbox/reset', {}))

/** The `response_url` of a command whose acknowledgement is this. */
async function typeCommand(acknowledgement: object = {}): Promise<string> {
  slack.answerWith(() => ({ json: acknowledgement }))
  await slack.post('/_sandbox/slack/command', { person: misaki, room, text: '/customer 1' })
  return slack.requests.at(-1)?.form.get('response_url') ?? ''
}

describe('a response_url', () => {
  it('adds a message for the person alone, unless it is for the room', async () => {
    const url = await typeCommand()
    const first = await slack.post(url, { text: 'late' })
    expect([first.status, await first.text()]).toEqual([200, 'ok'])
    await slack.post(url, { text: 'all', response_type: 'in_channel', thread_ts: '1.2' })
    const [alone, all] = await slack.messages()
    expect(alone).toMatchObject({ ephemeral: true, person: misaki, payload: { text: 'late' } })
    expect(all).toMatchObject({ ephemeral: false, thread: '1.2', payload: { text: 'all' } })
    expect(all).not.toHaveProperty('person')
  })

  it('replaces and deletes the answer of its command, which stays ephemeral', async () => {
    const url = await typeCommand({ text: 'working' })
    await slack.post(url, { text: 'done', replace_original: true, response_type: 'in_channel' })
    expect(await slack.messages()).toMatchObject([{ ephemeral: true, payload: { text: 'done' } }])
    await slack.post(url, { delete_original: true })
    expect(await slack.messages()).toEqual([])
  })

  it('adds where there is nothing to replace', async () => {
    await slack.post(await typeCommand(), { text: 'done', replace_original: true })
    expect(await slack.messages()).toMatchObject([{ payload: { text: 'done' } }])
  })

  it('can be used five times', async () => {
    const url = await typeCommand()
    const statuses = []
    for (const text of ['1', '2', '3', '4', '5']) statuses.push((await slack.post(url, { text })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    const sixth = await slack.post(url, { text: '6' })
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }])
    expect(await slack.messages()).toHaveLength(5)
  })

  it('lives for half an hour of the wall clock, however the other clock is moved', async () => {
    const url = await typeCommand()
    await slack.post('/_sandbox/clock', { advance: 'P1D' })
    nowMs += 30 * minuteMs
    expect((await slack.post(url, { text: 'in time' })).status).toBe(200)
    nowMs += 1
    const late = await slack.post(url, { text: 'late' })
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }])
  })

  it('ends with a reset', async () => {
    const url = await typeCommand()
    await slack.post('/_sandbox/reset', {})
    expect((await slack.post(url, { text: 'from before' })).status).toBe(404)
    expect(await slack.messages()).toEqual([])
  })

  it('is not kept beyond its life', () => {
    const urls = new ResponseUrls(() => nowMs)
    const origin = { room, person: misaki }
    const first = urls.issue(origin)
    nowMs += 30 * minuteMs + 1
    urls.issue(origin)
    nowMs -= minuteMs
    expect(urls.use(first)).toBe('expired_url')
  })

  it.each([
    ['invalid_blocks', { blocks: [{ type: 'section' }] }],
    ['no_text', {}],
    ['invalid_payload', []],
  ])('refuses with %s', async (error, body) => {
    const answer = await slack.post(await typeCommand(), body)
    expect([answer.status, await answer.json()]).toEqual([400, { ok: false, error }])
    expect(await slack.messages()).toEqual([])
  })

  it('is not to be guessed', async () => {
    expect((await slack.post('/slack/response/0123', { text: 'x' })).status).toBe(404)
  })

  it('meets faults set for it', async () => {
    const url = await typeCommand()
    await slack.post('/_sandbox/faults', {
      target: 'slack',
      operation: 'response_url',
      kind: 'status',
      status: 500,
      times: 1,
    })
    expect((await slack.post(url, { text: 'x' })).status).toBe(500)
    expect((await slack.post(url, { text: 'x' })).status).toBe(200)
  })
})
