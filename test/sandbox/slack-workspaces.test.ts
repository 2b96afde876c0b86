import type { ViewsOpenResponse, WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestModal } from './digest-modal.ts'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { eventsOf, install, teamsOf } from './slack-install.ts'

const theirRoom = 'C1DESK00001'
const theirLobby = 'C1LOBBY0002'
const haruto = 'U1HARUTO001'
const ourRoom = 'C0DESK00001'
const misaki = 'U0MISAKI001'

let slack: SlackDesk
let first: string
let second: string
/** The bot in the first workspace, and in the second. */
let ours: WebClient
let theirs: WebClient

beforeAll(async () => {
  slack = await startSlackDesk({ slackOAuth: true, slashCommands: ['customer'] })
  ;[first, second] = teamsOf(slack)
  ours = connect(slack, (await install(slack, first)).token)
  theirs = connect(slack, (await install(slack, second)).token)
})
afterAll(() => slack.close())
beforeEach(async () => {
  await slack.post('/_sandbox/reset', {})
  slack.answerWith(() => ({}))
  slack.requests.length = 0
})

/** Acts in the second workspace. */
const act = async (path: string, wish: object) => {
  const answer = await slack.post(`/_sandbox/slack/${path}`, { workspace: second, person: haruto, ...wish })
  return {
    status: answer.status,
    ...((await answer.json()) as { outcome?: string; id?: string; error?: string }),
  }
}
const payloadOf = (index: number) => JSON.parse(slack.requests[index]?.form.get('payload') ?? '{}')

describe('a token', () => {
  it('is that of one workspace, with a bot of its own', async () => {
    expect(await ours.auth.test()).toMatchObject({
      ...{ team_id: first, team: 'Sunrise Partners', user_id: 'U0DESKBOT00', bot_id: 'B0DESKBOT00' },
    })
    expect(await theirs.auth.test()).toMatchObject({
      ...{ team_id: second, team: 'Harbor Resellers', user_id: 'U1DESKBOT00', bot_id: 'B1DESKBOT00' },
      url: 'https://harbor-resellers.slack.com/',
    })
  })

  it('knows its own people, rooms and messages', async () => {
    expect((await theirs.users.info({ user: haruto, include_locale: true })).user).toMatchObject({
      ...{ team_id: second, locale: 'ja-JP', tz: 'Asia/Tokyo', is_restricted: false },
    })
    expect((await theirs.conversations.info({ channel: theirRoom })).channel).toMatchObject({
      ...{ is_member: true, is_ext_shared: false, context_team_id: second },
    })
    expect((await theirs.chat.postMessage({ channel: haruto, text: 'Hello' })).channel).toBe('D1HARUTO001')
    const { ts } = await theirs.chat.postMessage({ channel: theirRoom, text: 'Hello' })
    expect((await theirs.conversations.history({ channel: theirRoom })).messages).toMatchObject([
      { ts, user: 'U1DESKBOT00', bot_id: 'B1DESKBOT00', team: second },
    ])
    expect(await slack.messages()).toMatchObject([
      { workspace: second, room: 'D1HARUTO001' },
      { workspace: second, room: theirRoom },
    ])
  })

  it('knows nothing of the other', async () => {
    const { ts = '' } = await ours.chat.postMessage({ channel: ourRoom, text: 'Hello' })
    for (const [bot, person, channel] of [
      [theirs, misaki, ourRoom],
      [ours, haruto, theirRoom],
    ] as const) {
      expect(await refusal(bot.users.info({ user: person }))).toBe('user_not_found')
      expect(await refusal(bot.conversations.info({ channel }))).toBe('channel_not_found')
      expect(await refusal(bot.conversations.history({ channel }))).toBe('channel_not_found')
      expect(await refusal(bot.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found')
      expect(await refusal(bot.chat.postMessage({ channel: person, text: 'x' }))).toBe('channel_not_found')
    }
    const own = { channel: theirRoom, user: misaki, text: 'x' }
    expect(await refusal(theirs.chat.postEphemeral(own))).toBe('user_not_in_channel')
    expect(await refusal(theirs.chat.update({ channel: theirRoom, ts, text: 'x' }))).toBe('message_not_found')
    expect(await refusal(theirs.chat.postMessage({ channel: theirLobby, text: 'x' }))).toBe('not_in_channel')
    expect(await slack.messages()).toHaveLength(1)
  })

  it('has a pace of its own', async () => {
    for (let count = 0; count < 5; count += 1) await ours.chat.postMessage({ channel: ourRoom, text: 'x' })
    await expect(ours.chat.postMessage({ channel: ourRoom, text: 'x' })).rejects.toThrow()
    expect((await theirs.chat.postMessage({ channel: theirRoom, text: 'x' })).ok).toBe(true)
  })
})

describe('acting in the second workspace', () => {
  it('types a command there, whose answers stay there', async () => {
    slack.answerWith(() => ({ json: { text: 'Hello' } }))
    expect((await act('command', { room: theirRoom, text: '/customer x' })).outcome).toBe('acknowledged')
    const [request] = slack.requests
    expect(Object.fromEntries(request?.form ?? [])).toMatchObject({
      ...{ team_id: second, team_domain: 'harbor-resellers', channel_id: theirRoom, user_id: haruto },
    })
    await fetch(request?.form.get('response_url') ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Later' }),
    })
    expect(await slack.messages()).toMatchObject([
      { workspace: second, room: theirRoom, person: haruto, payload: { text: 'Hello' } },
      { workspace: second, room: theirRoom, person: haruto, payload: { text: 'Later' } },
    ])
  })

  it('says something there, and edits it', async () => {
    const said = await act('message', { room: theirRoom, text: '@partner-desk ask @minjun.park in #lobby' })
    expect(said.outcome).toBe('acknowledged')
    await act('edit', { message: said.id, text: 'never mind' })
    for (const event of eventsOf(slack.requests))
      expect(event).toMatchObject({ team_id: second, context_team_id: second })
    expect(eventsOf(slack.requests).map(({ event }) => event)).toMatchObject([
      { type: 'app_mention', text: '<@U1DESKBOT00> ask <@U1MINJUN002> in <#C1LOBBY0002|lobby>' },
      { type: 'message' },
      { type: 'message', subtype: 'message_changed' },
    ])
    expect(eventsOf(slack.requests)[0]).toMatchObject({
      authorizations: [{ team_id: second, user_id: 'U1DESKBOT00' }],
    })
  })

  it('presses a button and uses a shortcut there', async () => {
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const
    const blocks = [{ type: 'actions', elements: [button] }]
    const { ts: message } = await theirs.chat.postMessage({ channel: theirRoom, text: 'x', blocks })
    expect((await act('action', { message, actionId: 'go' })).outcome).toBe('acknowledged')
    expect((await act('shortcut', { message, callbackId: 'look' })).outcome).toBe('acknowledged')
    for (const [index, type] of ['block_actions', 'message_action'].entries())
      expect(payloadOf(index)).toMatchObject({
        ...{ type, team: { id: second, domain: 'harbor-resellers' }, channel: { id: theirRoom } },
        user: { id: haruto, team_id: second },
        message: { user: 'U1DESKBOT00' },
      })
  })

  it('opens a dialog there, which the other bot cannot', async () => {
    await act('command', { room: theirRoom, text: '/customer x' })
    const trigger_id = slack.requests[0]?.form.get('trigger_id') ?? ''
    expect(await refusal(ours.apiCall('views.open', { trigger_id, view: digestModal }))).toBe(
      'invalid_trigger_id',
    )
    const { view } = (await theirs.apiCall('views.open', {
      trigger_id,
      view: digestModal,
    })) as ViewsOpenResponse
    expect(view).toMatchObject({ team_id: second, bot_id: 'B1DESKBOT00' })
    const open = await (await fetch(`${slack.sandbox.url}/_sandbox/slack/views`)).json()
    expect(open).toMatchObject([{ id: view?.id, person: haruto }])
    expect((await act('view', { view: view?.id })).status).toBe(200)
    expect(payloadOf(1)).toMatchObject({ type: 'view_submission', team: { id: second } })
  })

  it('takes nobody and nothing of the first', async () => {
    const { ts: message } = await ours.chat.postMessage({ channel: ourRoom, text: 'x' })
    const wishes = [
      ['command', { person: misaki, room: theirRoom, text: '/customer x' }],
      ['command', { room: ourRoom, text: '/customer x' }],
      ['message', { room: ourRoom, text: 'x' }],
      ['shortcut', { message, callbackId: 'look' }],
      ['action', { message, actionId: 'go' }],
      ['command', { workspace: 'T0UNKNOWN00', room: theirRoom, text: '/customer x' }],
    ] as const
    for (const [path, wish] of wishes) expect((await act(path, wish)).status).toBe(400)
    expect(slack.requests).toEqual([])
  })
})

describe('the list of what is there', () => {
  const read = async (query = '') =>
    (await fetch(`${slack.sandbox.url}/_sandbox/slack${query}`)).json() as Promise<Record<string, unknown>>

  it('is of the first workspace, unless another is named', async () => {
    const workspaces = [
      { id: first, name: 'Sunrise Partners', isInstalled: true },
      { id: second, name: 'Harbor Resellers', isInstalled: true },
    ]
    expect(await read()).toMatchObject({ team: { id: first }, workspaces })
    expect(await read(`?workspace=${second}`)).toMatchObject({
      ...{ team: { id: second, name: 'Harbor Resellers' }, workspaces, bot: { id: 'U1DESKBOT00' } },
    })
    expect(await read('?workspace=T0UNKNOWN00')).toHaveProperty('error')
  })
})

describe('a workspace where nobody has installed the desk', () => {
  it('tells it of nothing', async () => {
    const fresh = await startSlackDesk({ slashCommands: ['customer'] })
    const { workspaces } = (await (await fetch(`${fresh.sandbox.url}/_sandbox/slack`)).json()) as {
      workspaces: { id: string; isInstalled: boolean }[]
    }
    expect(workspaces.map(({ isInstalled }) => isInstalled)).toEqual([true, false])
    const there = { workspace: workspaces[1]?.id, person: haruto, room: theirRoom }
    const command = await fresh.post('/_sandbox/slack/command', { ...there, text: '/customer x' })
    expect(await command.json()).toEqual({ outcome: 'unknown_command' })
    const said = await fresh.post('/_sandbox/slack/message', { ...there, text: '@partner-desk hello' })
    const { id: message, outcome } = (await said.json()) as { id: string; outcome: string }
    expect(outcome).toBe('not_sent')
    const shortcut = { workspace: there.workspace, person: haruto, message, callbackId: 'look' }
    expect((await fresh.post('/_sandbox/slack/shortcut', shortcut)).status).toBe(400)
    expect(fresh.requests).toEqual([])
    await fresh.close()
  })
})
