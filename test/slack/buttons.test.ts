import { afterEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { member, startSlackDesk } from './slack-desk.ts'

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

  it('under a message that a room reads gives the presser an answer of their own', async () => {
    const { press, slackApi } = await start()
    await press('desk:open:0', 'options 1', false)
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
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

  it.each([
    ['desk:dance', 'options 1'],
    ['desk:page:two', 'options 1'],
    ['desk:open:0', ''],
  ])('of no known kind (%s) is acknowledged and logged', async (actionId, value) => {
    const { press, slack, lines, slackApi } = await start()
    expect(await press(actionId, value)).toMatchObject({ status: 200 })
    await slack.stop()
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
    slackApi.users.set('U1', { ...member, team_id: 'T5', enterprise_user: { enterprise_id: 'E1' } })
    await press('desk:open:0', 'options 1', true, {
      team: null,
      enterprise: { id: 'E1', name: 'Example' },
      is_enterprise_install: true,
    })
    expect(title(await slackApi.reply())).toBe('Asked: options 1')
  })
})

describe('the share button', () => {
  it('shows the answer to the room, by name, and cannot be pressed twice', async () => {
    const { press, slackApi } = await start()
    await press('desk:share', 'options 1')
    const reply = await slackApi.reply()
    assertValidMessage({ text: reply.text, blocks: JSON.parse(JSON.stringify(reply.blocks)) })
    expect(reply).toMatchObject({ response_type: 'in_channel', replace_original: false })
    expect(reply.blocks?.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'note.sharedBy [ja] <@U1>' }],
    })
    expect(JSON.stringify(reply)).not.toContain('desk:share')
    expect(JSON.stringify(reply)).toContain('desk:refresh')
  })

  it.each([
    ['shared with another organisation', { is_ext_shared: true }, 'slack.shareExternal [ja]'],
    ['about to be', { is_pending_ext_shared: true }, 'slack.shareExternal [ja]'],
    ['shared with somebody unnamed', { is_shared: true }, 'slack.shareExternal [ja]'],
    ['of which Slack tells nothing', 'down', 'slack.shareUnknown [ja] /invite'],
    ['that the bot may not see', undefined, 'slack.shareUnknown [ja] /invite'],
  ])('is refused in a channel %s', async (_which, room, sentence) => {
    const { press, slackApi, calls } = await start()
    slackApi.rooms.delete('C1')
    if (room) slackApi.rooms.set('C1', room)
    await press('desk:share', 'options 1')
    expect(await slackApi.reply()).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      text: sentence,
    })
    expect(calls).toEqual([])
  })

  it.each([
    ['shared within the own organisation', { is_shared: true, is_org_shared: true }],
    ['that is a direct message', { is_im: true }],
  ])('works in a channel %s', async (_which, room) => {
    const { press, slackApi } = await start()
    slackApi.rooms.set('C1', room)
    await press('desk:share', 'options 1')
    expect(await slackApi.reply()).toMatchObject({ response_type: 'in_channel' })
  })

  it('never shows a private answer to a room, however it was pressed', async () => {
    const { press, slackApi, calls } = await start()
    await press('desk:share', 'contact 1')
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', text: 'contact.private [ja]' })
    expect(calls).toEqual([])
  })

  it('keeps an error between the desk and the presser', async () => {
    const { press, slackApi } = await start({
      answer: async () => card({ kind: 'error', title: data('Broken') }),
    })
    await press('desk:share', 'options 1')
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  })

  it('is not offered under a private answer', async () => {
    const { command } = await start()
    const { text } = await command('/desk', 'contact 1')
    expect(text).toContain('desk:refresh')
    expect(text).not.toContain('desk:share')
  })
})
