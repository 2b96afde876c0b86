import { afterEach, describe, expect, it } from 'vitest'
import type { SlackOptions } from '../../src/slack/app.ts'
import { gate } from '../helpers/gate.ts'
import { echo, member, startSlackDesk } from './slack-desk.ts'
import { startStranger } from './stand-in.ts'

let desk: Awaited<ReturnType<typeof startSlackDesk>>

async function start(given: Partial<SlackOptions> = {}) {
  desk = await startSlackDesk(given)
  return desk
}

afterEach(() => desk.close())

const title = (text: string) => JSON.parse(text).blocks[0].text.text

describe('a slash command', () => {
  it('is answered in the acknowledgement, for the asker alone, in their language and zone', async () => {
    const { command, calls, slackApi } = await start()
    const { status, text, contentType } = await command('/customer', '10000001')
    expect({ status, contentType }).toEqual({ status: 200, contentType: 'application/json' })
    expect(JSON.parse(text).response_type).toBe('ephemeral')
    expect(title(text)).toBe('Asked: customer 10000001 [ja]')
    expect(calls[0]).toMatchObject({
      call: { platform: 'slack', workspace: 'T1', room: 'C1', person: 'U1', text: 'customer 10000001' },
      reader: { locale: 'ja', zone: 'Asia/Tokyo' },
    })
    expect(slackApi.replies).toEqual([])
  })

  it.each([
    ['/desk', ' customer 10000001 ', 'customer 10000001'],
    ['/desk', '', 'help'],
    ['/options', '', 'options'],
  ])('%s %j asks for "%s"', async (name, text, asked) => {
    const { command, calls } = await start()
    await command(name, text)
    expect(calls[0]?.call.text).toBe(asked)
  })

  it('that takes long is acknowledged with a sentence, whose place the answer takes', async () => {
    const { opened, open } = gate()
    // Long enough to learn on any machine who asks.
    const { command, slackApi } = await start({
      waitMs: 1000,
      answer: (call) => opened.then(() => echo(call)),
    })
    const { status, text } = await command('/customer', '1')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ response_type: 'ephemeral', text: 'slack.working [ja]' })
    open()
    const reply = await slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(title(JSON.stringify(reply))).toBe('Asked: customer 1 [ja]')
  })

  it('is acknowledged in time while Slack’s own API hangs, and refused in the end', async () => {
    const { command, slackApi } = await start({ waitMs: 30 })
    slackApi.users.set('U1', 'hang')
    const { text } = await command('/customer', '1')
    expect(JSON.parse(text).text).toBe('slack.working [en]')
    slackApi.users.set('U1', 'down')
    slackApi.dropHung()
    expect((await slackApi.reply()).text).toContain('access.unknown [en]')
  })

  it('that fails against all promises gives a sentence with the reference of the log', async () => {
    const { command, lines } = await start({ answer: () => Promise.reject(new Error('broken')) })
    const { text } = await command('/customer', '1')
    const logged = lines.find(({ level }) => level === 'error')?.fields.correlationId
    expect(logged).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}$/)
    expect(JSON.parse(text).text).toBe(`error.internal [ja]\nnote.reference [ja] internal ${logged}`)
  })

  it('writes who asked what to the log, and neither token nor address', async () => {
    const { command, lines, slackApi } = await start()
    await command('/customer', 'hanako')
    const written = JSON.stringify(lines)
    expect(lines.at(-1)?.fields).toMatchObject({ person: 'U1', command: '/customer', outcome: 'answer' })
    expect(written).not.toContain('xoxb')
    expect(written).not.toContain(slackApi.responseUrl)
    expect(written).not.toContain('hanako')
  })
})

describe('the name of whoever asks', () => {
  it.each([
    [
      'chosen',
      { profile: { display_name: ' misaki ', real_name: '佐藤 美咲' }, real_name: 'M. Sato' },
      'misaki',
    ],
    ['full', { profile: { display_name: '', real_name: '佐藤 美咲' }, real_name: 'M. Sato' }, '佐藤 美咲'],
    ['full, outside the profile', { profile: {}, real_name: 'M. Sato' }, 'M. Sato'],
    ['blank', { profile: { display_name: '  ' }, real_name: '' }, undefined],
    ['absent', {}, undefined],
    ['of another form', { profile: { display_name: 7, real_name: null }, real_name: ['x'] }, undefined],
    ['in a profile of another form', { profile: 'x', real_name: 'M. Sato' }, 'M. Sato'],
  ])('comes along where it is %s', async (_how, difference, name) => {
    const { command, calls, slackApi, lines } = await start()
    slackApi.users.set('U1', { ...member, ...difference })
    await command('/customer', '1')
    expect(calls).toHaveLength(1)
    expect(calls[0]?.call.personName).toBe(name)
    expect(JSON.stringify(lines)).not.toMatch(/misaki|Sato|佐藤/)
  })
})

describe('who may ask', () => {
  it.each([
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_ultra_restricted: true }],
    ['a stranger', { is_stranger: true }],
    ['a person of another organisation', { team_id: 'T9' }],
    ['a bot', { is_bot: true }],
    ['a person who has left', { deleted: true }],
  ])('not %s', async (_who, difference) => {
    const { command, calls, slackApi } = await start()
    slackApi.users.set('U1', { ...member, ...difference })
    const { status, text } = await command('/customer', '1')
    expect(status).toBe(200)
    expect(title(text)).toBe('access.title [ja]')
    expect(text).toContain('access.notMember [ja]')
    expect(calls).toEqual([])
  })

  it.each([
    ['Slack is down', 'down'],
    ['Slack does not know them', undefined],
    ['Slack says nothing of their team', { id: 'U1' }],
  ])('nobody while %s', async (_when, answer) => {
    const { command, calls, slackApi } = await start()
    slackApi.users.delete('U1')
    if (answer) slackApi.users.set('U1', answer)
    const { text } = await command('/customer', '1')
    expect(text).toContain('access.unknown [en]')
    expect(calls).toEqual([])
  })

  it('nobody of another organisation, whatever the request says of itself', async () => {
    const { command, press, calls, slackApi } = await start()
    slackApi.users.set('U9', { ...member, team_id: 'T9', enterprise_user: { enterprise_id: 'E9' } })
    const { text } = await command('/customer', '1', { user_id: 'U9', team_id: 'T9', enterprise_id: 'E9' })
    expect(text).toContain('access.notMember')
    await press('desk:open:0', 'options 1', true, { user: { id: 'U9' }, team: { id: 'T9' } })
    expect(JSON.stringify(await slackApi.reply())).toContain('access.notMember')
    expect(calls).toEqual([])
  })

  it('nobody until it is known whose app this is; once it is, that is not asked again', async () => {
    const { command, slackApi } = await start()
    slackApi.identity.answer = 'down'
    expect((await command('/customer', '1')).text).toContain('access.unknown')
    slackApi.identity.answer = { team_id: 'T1' }
    slackApi.calls.splice(0)
    slackApi.users.set('U2', { ...member, id: 'U2' })
    await Promise.all([command('/customer', '1'), command('/customer', '1', { user_id: 'U2' })])
    slackApi.users.set('U3', { ...member, id: 'U3' })
    expect((await command('/customer', '1', { user_id: 'U3' })).text).toContain('Asked: customer 1')
    expect(slackApi.calls.filter((call) => call === 'auth.test')).toHaveLength(1)
  })

  it.each([
    ['the organisation as their team', { team_id: 'E1' }],
    ['another workspace of it', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } }],
  ])('in an Enterprise organisation, a member with %s', async (_what, difference) => {
    const { command, slackApi } = await start()
    slackApi.identity.answer = { team_id: 'T1', enterprise_id: 'E1' }
    slackApi.users.set('U1', { ...member, ...difference })
    const { text } = await command('/customer', '1')
    expect(title(text)).toBe('Asked: customer 1 [ja]')
  })

  it('is asked once for several commands at a time, and again after a failure', async () => {
    const { command, slackApi } = await start()
    slackApi.users.set('U1', 'down')
    await command('/customer', '1')
    const failed = slackApi.calls.length
    slackApi.users.set('U1', member)
    await Promise.all([command('/customer', '1'), command('/options', '1'), command('/desk')])
    await command('/customer', '1')
    expect(slackApi.calls.slice(failed)).toEqual(['users.info U1 true'])
  })

  it('is asked again after ten minutes', async () => {
    let now = Date.now()
    const { command, slackApi } = await start({ wallClock: () => now })
    await command('/customer', '1')
    now += 10 * 60_000 + 1
    await command('/customer', '1')
    expect(slackApi.calls.toSorted()).toEqual(['auth.test', 'users.info U1 true', 'users.info U1 true'])
  })
})

describe('the response address', () => {
  it('is not called unless it is Slack’s', async () => {
    const stranger = await startStranger()
    const { opened, open } = gate()
    const { command, lines } = await start({ waitMs: 10, answer: (call) => opened.then(() => echo(call)) })
    await command('/customer', '1', { response_url: stranger.url })
    open()
    await desk.slack.settled(5000)
    expect(stranger.visits()).toBe(0)
    expect(
      lines.some(({ level, message }) => level === 'error' && message.startsWith('answer not sent')),
    ).toBe(true)
    await stranger.close()
  })
})

describe('the end', () => {
  it('of the server does not wait for answers', async () => {
    const { opened, open } = gate()
    const { command, slackApi, server } = await start({
      waitMs: 10,
      answer: (call) => opened.then(() => echo(call)),
    })
    await command('/customer', '1')
    await server.close()
    expect(slackApi.replies).toHaveLength(0)
    open()
    await slackApi.reply()
  })

  it('waits for the answer that is under way', async () => {
    const { opened, open } = gate()
    const { command, slackApi, slack } = await start({
      waitMs: 10,
      answer: (call) => opened.then(() => echo(call)),
    })
    await command('/customer', '1')
    expect(await slack.settled(20)).toBe(false)
    const settled = slack.settled(5000)
    expect(slackApi.replies).toHaveLength(0)
    open()
    expect(await settled).toBe(true)
    expect(slackApi.replies).toHaveLength(1)
  })
})
