import { afterEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { gate } from '../helpers/gate.ts'
import { echo, member, startSlackDesk } from './slack-desk.ts'

let desk: Awaited<ReturnType<typeof startSlackDesk>>

async function start(given: Partial<SlackOptions> = {}) {
  desk = await startSlackDesk(given)
  return desk
}

afterEach(() => desk.close())

const title = (reply: object) => /"text":"(Asked[^"]*) \[/.exec(JSON.stringify(reply))?.[1]

describe('a button', () => {
  it('is acknowledged at once, without an answer', async () => {
    const { press } = await start()
    expect(await press('desk:open:0', 'options 1')).toMatchObject({ status: 200, text: '' })
  })

  it('under a message for one person puts the answer in its place', async () => {
    const { press, slackApi } = await start()
    await press('desk:open:0', 'options 1')
    const reply = await slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(title(reply)).toBe('Asked: options 1')
  })

  it('beside a fact asks for that, by the name of whoever presses', async () => {
    const { press, slackApi, calls } = await start()
    slackApi.users.set('U1', { ...member, profile: { display_name: 'misaki' } })
    await press('desk:open', 'claim 1/5/serviceTrial/-')
    expect(title(await slackApi.reply())).toBe('Asked: claim 1/5/serviceTrial/-')
    expect(calls[0]?.call).toMatchObject({ person: 'U1', personName: 'misaki' })
  })

  it('under a message that a room reads gives the presser an answer of their own', async () => {
    const { press, slackApi } = await start()
    await press('desk:open:0', 'options 1', false)
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  })

  it('in a thread is answered there, and where it takes the place of a message stays put', async () => {
    const { press, slackApi } = await start()
    const container = { type: 'message', message_ts: '2.1', thread_ts: '1.1', is_ephemeral: false }
    await press('desk:open', 'item 1/S1/contractEnds/2026-12-01', false, { container })
    expect(await slackApi.reply(1)).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: '1.1',
    })
    await press('desk:open:0', 'options 1', true, { container: { ...container, is_ephemeral: true } })
    expect(await slackApi.reply(2)).toMatchObject({ replace_original: true })
    expect(await slackApi.reply(2)).not.toHaveProperty('thread_ts')
  })

  it('that refreshes asks past the cache', async () => {
    const { press, slackApi } = await start()
    await press('desk:refresh', 'options 1')
    expect(title(await slackApi.reply())).toBe('Asked: options 1 (fresh)')
  })

  it('that turns the page shows that page', async () => {
    const sections = Array.from({ length: 15 }, (_, index) => ({ title: data(`Item ${index}`), facts: [] }))
    const { press, slackApi } = await start({ answer: async () => card({ title: data('Asked'), sections }) })
    await press('desk:page:2', 'options 1')
    const shown = JSON.stringify(await slackApi.reply())
    expect(shown).toContain('Item 10')
    expect(shown).not.toContain('Item 9')
    expect(shown).toContain('note.page [ja] 2 2')
  })

  it('under the answer to a question goes on in its language', async () => {
    const { press, slackApi, calls } = await start()
    await press('desk:refresh_zh_TW', 'options 1')
    const reply = JSON.stringify(await slackApi.reply(1))
    expect(calls[0]?.reader).toEqual({ locale: 'zh-TW', zone: 'Asia/Tokyo' })
    expect(reply).toContain('Asked: options 1 (fresh) [zh-TW]')
    expect(reply.match(/desk:\w+(?::\d)?/g)).toEqual([
      'desk:open_zh_TW:0',
      'desk:refresh_zh_TW',
      'desk:share_zh_TW',
    ])
    await press('desk:share_zh_TW', 'options 1')
    expect(JSON.stringify(await slackApi.reply(2))).toContain('note.sharedBy [zh-TW]')
  })

  it.each([
    ['desk:dance', 'options 1'],
    ['desk:page:two', 'options 1'],
    ['desk:open:0', ''],
  ])('of no known kind (%s) is acknowledged and logged', async (actionId, value) => {
    const { press, slack, lines, slackApi } = await start()
    expect(await press(actionId, value)).toMatchObject({ status: 200 })
    await slack.settled(5000)
    expect(lines.at(-1)?.message).toBe('button of no known kind pressed')
    expect(slackApi.replies).toEqual([])
  })

  it('pressed by a guest is refused, and leaves the message alone', async () => {
    const { press, slackApi, calls } = await start()
    slackApi.users.set('U1', { ...member, is_restricted: true })
    await press('desk:open:0', 'options 1')
    const reply = await slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(JSON.stringify(reply)).toContain('access.notMember [ja]')
    expect(calls).toEqual([])
  })

  it('pressed by somebody of another organisation in a shared channel is refused', async () => {
    const { press, slackApi, calls } = await start()
    slackApi.users.set('U9', { ...member, id: 'U9', team_id: 'T9' })
    await press('desk:open:0', 'options 1', false, { user: { id: 'U9', team_id: 'T9' } })
    expect(JSON.stringify(await slackApi.reply())).toContain('access.notMember')
    expect(calls).toEqual([])
  })

  it('works where the app is installed on a whole organisation', async () => {
    const { press, slackApi } = await start()
    slackApi.identity.answer = { team_id: 'E1', enterprise_id: 'E1' }
    slackApi.users.set('U1', { ...member, team_id: 'T5', enterprise_user: { enterprise_id: 'E1' } })
    await press('desk:open:0', 'options 1', true, {
      team: null,
      enterprise: { id: 'E1', name: 'Example' },
      is_enterprise_install: true,
    })
    expect(title(await slackApi.reply())).toBe('Asked: options 1')
  })
})

describe('a button whose answer takes long', () => {
  async function startSlow(given: Partial<SlackOptions> = {}) {
    const { opened, open } = gate()
    const started = await start({ waitMs: 10, answer: (call) => opened.then(() => echo(call)), ...given })
    return { ...started, open }
  }

  it('under a message for one person says so in its place, which the answer then takes', async () => {
    const { press, slackApi, open } = await startSlow()
    await press('desk:open:0', 'options 1')
    expect(await slackApi.reply(1)).toEqual({
      response_type: 'ephemeral',
      replace_original: true,
      text: expect.stringContaining('slack.working'),
    })
    open()
    const answer = await slackApi.reply(2)
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(title(answer)).toBe('Asked: options 1')
  })

  it('under a message that a room reads says so to the presser, and answers below', async () => {
    const { press, slackApi, open } = await startSlow()
    await press('desk:open:0', 'options 1', false)
    const hint = { response_type: 'ephemeral', replace_original: false }
    expect(await slackApi.reply(1)).toMatchObject({ ...hint, text: expect.stringContaining('slack.working') })
    open()
    expect(await slackApi.reply(2)).toMatchObject(hint)
  })

  it('and then fails puts the failure where it said so', async () => {
    const { opened, open } = gate()
    const answer = () => opened.then(() => Promise.reject(new Error('broken')))
    const { press, slackApi } = await startSlow({ answer })
    await press('desk:open:0', 'options 1')
    await slackApi.reply(1)
    open()
    expect(await slackApi.reply(2)).toMatchObject({
      replace_original: true,
      text: expect.stringContaining('error.internal'),
    })
  })

  it('and could not say so leaves the message alone when the answer fails', async () => {
    const { opened, open } = gate()
    const answer = () => opened.then(() => Promise.reject(new Error('broken')))
    const { press, slackApi } = await startSlow({ answer })
    slackApi.refusals.push({ status: 500, body: '' })
    await press('desk:open:0', 'options 1')
    await slackApi.reply(1)
    open()
    expect(await slackApi.reply(2)).toMatchObject({ replace_original: false })
  })

  it('when it shares leaves the message for one person alone', async () => {
    const { press, slackApi, open } = await startSlow()
    await press('desk:share', 'options 1')
    expect(await slackApi.reply(1)).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    open()
    expect(await slackApi.reply(2)).toMatchObject({ response_type: 'in_channel', replace_original: false })
  })
})
