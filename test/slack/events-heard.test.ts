import { describe, expect, it } from 'vitest'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { gate } from '../helpers/gate.ts'
import { change, direct, type EventsDesk, mention, message, writtenSecond, writtenTs } from './events-desk.ts'
import { member, ownRoom } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const posts = (desk: EventsDesk) => desk.workspace.api.of('chat.postMessage')

describe('a direct message', () => {
  it('addresses the bot without its name, and is answered in its thread for its reader', async () => {
    const desk = await start()
    await desk.hear(direct('plan of 10000001'))
    expect(desk.said).toMatchObject([{ isAddressed: true, call: { room: 'D1' } }])
    expect(desk.said[0]?.call).not.toHaveProperty('isForRoom')
    expect(posts(desk)).toMatchObject([{ channel: 'D1', thread_ts: writtenTs }])
    expect(desk.workspace.api.of('conversations.info')).toEqual([])
  })

  it('in a group is one only where it calls the bot by name', async () => {
    const desk = await start()
    desk.workspace.rooms.set('G1', { id: 'G1', is_mpim: true })
    const place = { channel: 'G1', channel_type: 'mpim' }
    await desk.hear(message('plan of 10000001', place))
    expect(desk.said).toEqual([])
    await desk.hear(message('<@UBOT> plan of 10000001', place))
    expect(posts(desk)).toMatchObject([{ channel: 'G1', thread_ts: writtenTs }])
  })
})

describe('a message in a support channel', () => {
  const support = { channel: 'CSUPPORT' }
  const hears: DeskPorts['hears'] = async ({ call }) => call.text.endsWith('?')

  async function startSupport(given: Partial<SlackOptions> = {}) {
    const desk = await start({ hears, ...given })
    desk.workspace.rooms.set('CSUPPORT', { ...ownRoom, id: 'CSUPPORT' })
    return desk
  }

  it('is answered where the desk would', async () => {
    const desk = await startSupport()
    await desk.hear(message('when does 10000001 end?', support))
    expect(desk.heard).toMatchObject([{ isAddressed: false, call: { text: 'when does 10000001 end?' } }])
    expect(desk.said).toMatchObject([{ isAddressed: false, thread: writtenTs }])
    expect(posts(desk)).toMatchObject([{ channel: 'CSUPPORT', thread_ts: writtenTs }])
  })

  it('is neither stored nor logged where the desk would not', async () => {
    const desk = await startSupport()
    expect(await desk.hear(message('good morning', support))).toBe(200)
    expect(desk.heard).toHaveLength(1)
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toEqual([])
    expect(desk.workspace.api.calls.map(({ method }) => method)).toEqual(['auth.test'])
  })

  it('is acknowledged in time while the desk still thinks, and answered after that', async () => {
    const { opened, open } = gate()
    const desk = await startSupport({ hears: () => opened.then(() => true) })
    expect((await desk.event(message('when does 10000001 end?', support))).status).toBe(200)
    expect(await store.rows()).toEqual([])
    open()
    await desk.slack.settled(5_000)
    expect(posts(desk)).toHaveLength(1)
  })

  it('is nothing to the desk in any other channel', async () => {
    const desk = await startSupport()
    await desk.hear(message('when does 10000001 end?'))
    expect([desk.heard, desk.said, desk.lines, desk.workspace.api.calls]).toEqual([[], [], [], []])
    await desk.hear(message('<@U2> when does 10000001 end?'))
    expect([desk.heard, desk.said, desk.lines]).toEqual([[], [], []])
    expect(await store.rows()).toEqual([])
  })

  it.each([
    ['a guest', { is_restricted: true }],
    ['somebody from elsewhere', { team_id: 'T9' }],
  ])('of %s is left in silence', async (_who, other) => {
    const desk = await startSupport()
    desk.workspace.users.set('U1', { ...member, ...other })
    await desk.hear(message('when does 10000001 end?', support))
    expect(desk.said).toEqual([])
    expect([...posts(desk), ...desk.workspace.alone()]).toEqual([])
  })

  it('is left in silence where something fails', async () => {
    const desk = await startSupport({
      converse: async () => {
        throw new Error('broken')
      },
    })
    await desk.hear(message('when does 10000001 end?', support))
    expect([...posts(desk), ...desk.workspace.alone()]).toEqual([])
    expect(desk.lines.map(({ message }) => message)).toContain('answer failed')
  })
})

describe('what nobody wrote to the bot', () => {
  it.each([
    ['of another bot', { bot_id: 'B1' }],
    ['of an app in somebody’s name', { app_id: 'A1' }],
    ['of a bot by its profile', { bot_profile: { id: 'B1' } }],
    ['of its own', { user: 'UBOT' }],
    ['of Slackbot', { user: 'USLACKBOT' }],
    ['of a bot by its kind', { subtype: 'bot_message' }],
    ['that somebody has joined', { subtype: 'channel_join' }],
    ['that nobody sees', { hidden: true }],
    ['that was changed by somebody else', { edited: { user: 'U2', ts: '1790000005.000000' } }],
    ['that was changed after more than a minute', { edited: { user: 'U1', ts: '1790000061.000000' } }],
    ['without an author', { user: undefined }],
    ['in no conversation', { channel_type: 'app_home' }],
  ])('a message %s is left alone', async (_which, other) => {
    const desk = await start({ hears: async () => true })
    const channel = { channel: 'CSUPPORT', ...other }
    expect(await desk.hear(message('<@UBOT> plan?', channel))).toBe(200)
    expect(await desk.hear(mention('plan?', channel))).toBe(200)
    expect([desk.said, desk.heard, desk.lines]).toEqual([[], [], []])
    expect(await store.rows()).toEqual([])
  })

  it.each([
    ['sent to the channel as well', { subtype: 'thread_broadcast', thread_ts: '1780000000.000001' }],
    ['with a file', { subtype: 'file_share' }],
  ])('a message %s is what somebody wrote', async (_which, other) => {
    const desk = await start()
    await desk.hear(message('<@UBOT> plan?', other))
    expect(desk.said).toHaveLength(1)
  })

  it('other events are acknowledged, and nothing more', async () => {
    const desk = await start()
    const other = { event: { type: 'reaction_added', user: 'U1', reaction: 'thumbsup' } }
    expect(await desk.hear(other)).toBe(200)
    expect(await desk.hear({ event: { type: 'message' } })).toBe(200)
    expect(desk.said).toEqual([])
  })

  it('a message of somebody else that is changed leaves no trace', async () => {
    const desk = await start()
    await desk.hear(change({ before: 'hello', after: 'hello there' }))
    expect([desk.said, desk.lines]).toEqual([[], []])
    expect(await store.rows()).toEqual([])
  })
})

describe('a message that comes late', () => {
  const halfAnHour = 30 * 60
  const earlier = (seconds: number) => ({ ts: `${writtenSecond - seconds}.000000` })

  async function startNow() {
    return start({ wallClock: () => writtenSecond * 1000 })
  }

  it('is answered for half an hour', async () => {
    const desk = await startNow()
    await desk.hear(mention('plan?', earlier(halfAnHour)))
    expect(posts(desk)).toHaveLength(1)
  })

  it('is dropped after that, and told in the log', async () => {
    const desk = await startNow()
    expect(await desk.hear(mention('plan?', earlier(halfAnHour + 1)))).toBe(200)
    expect(desk.said).toEqual([])
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toMatchObject([
      { level: 'warn', message: 'message dropped: written more than half an hour ago' },
    ])
  })

  it('leaves no trace where it would not have been answered', async () => {
    const desk = await startNow()
    await desk.hear(message('good morning', { channel: 'CSUPPORT', ...earlier(halfAnHour + 1) }))
    expect(desk.lines).toEqual([])
  })
})
