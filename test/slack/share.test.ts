import { afterEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { gate } from '../helpers/gate.ts'
import { echo, member, ownRoom, startSlackDesk } from './slack-desk.ts'

let desk: Awaited<ReturnType<typeof startSlackDesk>>

async function start(given: Partial<SlackOptions> = {}) {
  desk = await startSlackDesk(given)
  return desk
}

afterEach(() => desk.close())

describe('the share button', () => {
  it('shows the answer to the room, by name, without a share button', async () => {
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

  it('asks by the name of whoever shares', async () => {
    const { press, slackApi, calls } = await start()
    slackApi.users.set('U1', { ...member, profile: { display_name: 'misaki' } })
    await press('desk:share', 'expiring mine')
    await slackApi.reply()
    expect(calls[0]?.call).toMatchObject({ text: 'expiring mine', personName: 'misaki' })
  })

  it.each([
    ['shared with another organisation', { id: 'C1', is_ext_shared: true }, 'slack.shareExternal [ja]'],
    ['about to be', { ...ownRoom, is_pending_ext_shared: true }, 'slack.shareExternal [ja]'],
    ['shared with somebody unnamed', { ...ownRoom, is_shared: true }, 'slack.shareExternal [ja]'],
    ['of which Slack tells nothing', 'down', 'slack.shareUnknown [ja] /invite @partner-desk'],
    [
      'of which Slack says too little',
      { id: 'C1', is_shared: false },
      'slack.shareUnknown [ja] /invite @partner-desk',
    ],
    ['of which Slack says nothing at all', {}, 'slack.shareUnknown [ja] /invite @partner-desk'],
    [
      'in whose place Slack tells of another',
      { ...ownRoom, id: 'C2' },
      'slack.shareUnknown [ja] /invite @partner-desk',
    ],
    ['that the bot may not see', undefined, 'slack.shareUnknown [ja] /invite @partner-desk'],
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
    ['shared within the own organisation', { ...ownRoom, is_shared: true, is_org_shared: true }],
    ['that is a direct message', { id: 'C1', is_im: true }],
    ['that is a message to several', { id: 'C1', is_mpim: true }],
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

  it('is refused where the room was opened to others while the answer was under way', async () => {
    const { opened, open } = gate()
    const { press, slackApi, calls } = await start({ answer: (call) => opened.then(() => echo(call)) })
    await press('desk:share', 'options 1')
    await expect.poll(() => calls.length).toBe(1)
    slackApi.rooms.set('C1', { id: 'C1', is_ext_shared: true })
    open()
    expect(await slackApi.reply()).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      text: 'slack.shareExternal [ja]',
    })
  })

  it('pressed three times in a row posts once', async () => {
    const { press, slackApi, slack, lines } = await start()
    const pressShare = () => press('desk:share', 'options 1')
    await Promise.all([pressShare(), pressShare(), pressShare()])
    await slack.settled(5000)
    await pressShare()
    await slack.settled(5000)
    expect(slackApi.replies).toHaveLength(1)
    expect(lines.filter(({ message }) => message === 'not shared: has just been shared')).toHaveLength(3)
  })

  it.each([
    ['another person', () => ({ user: { id: 'U2', team_id: 'T1' } })],
    ['under another message', () => ({ container: { message_ts: '2.2', is_ephemeral: true } })],
    ['in another room', () => ({ channel: { id: 'C2' } })],
  ])('pressed again %s shares again', async (_how, other) => {
    const { press, slackApi } = await start()
    slackApi.users.set('U2', { ...member, id: 'U2' })
    slackApi.rooms.set('C2', { ...ownRoom, id: 'C2' })
    await press('desk:share', 'options 1')
    await press('desk:share', 'options 1', true, other())
    expect(await slackApi.reply(2)).toMatchObject({ response_type: 'in_channel' })
  })

  it('pressed again after a minute shares again', async () => {
    let now = Date.now()
    const { press, slackApi } = await start({ wallClock: () => now })
    await press('desk:share', 'options 1')
    await slackApi.reply(1)
    now += 60_001
    await press('desk:share', 'options 1')
    expect(await slackApi.reply(2)).toMatchObject({ response_type: 'in_channel' })
  })

  it('can be pressed again at once after a share that came to nothing', async () => {
    const { press, slackApi, slack } = await start()
    slackApi.rooms.set('C1', 'down')
    await press('desk:share', 'options 1')
    await slack.settled(5000)
    slackApi.rooms.set('C1', ownRoom)
    slackApi.refusals.push({ status: 500, body: '' })
    await press('desk:share', 'options 1')
    await slack.settled(5000)
    await press('desk:share', 'options 1')
    await slack.settled(5000)
    expect(slackApi.replies.map(({ body }) => body.response_type)).toEqual([
      'ephemeral',
      'in_channel',
      'in_channel',
    ])
  })
})
