import { afterEach, describe, expect, it } from 'vitest'
import { member, ownRoom, startSlackDesk } from './slack-desk.ts'

let desk: Awaited<ReturnType<typeof startSlackDesk>>
afterEach(() => desk.close())

const where = { platform: 'slack', workspace: 'T1', room: 'C1', person: 'U1' }

describe('who is refused goes on record', () => {
  it.each([
    ['a guest', { is_restricted: true }],
    ['a person of another organisation', { team_id: 'T9' }],
  ])('%s who types a command, and one who presses a button', async (_who, difference) => {
    desk = await startSlackDesk()
    desk.slackApi.users.set('U1', { ...member, ...difference })
    await desk.command('/customer', '1')
    await desk.press('desk:open:0', 'options 1')
    await desk.slackApi.reply()
    expect(desk.refusals).toMatchObject([
      { ...where, text: 'customer 1' },
      { ...where, text: 'options 1' },
    ])
    expect(desk.calls).toEqual([])
  })

  it('somebody of whom Slack tells nothing', async () => {
    desk = await startSlackDesk()
    desk.slackApi.users.set('U1', 'down')
    await desk.command('/customer', '1')
    expect(desk.refusals).toMatchObject([{ ...where, text: 'customer 1' }])
  })

  it.each([
    ['a contact', 'contact 1', ownRoom],
    ['before strangers', 'options 1', { ...ownRoom, is_ext_shared: true }],
    ['before nobody knows whom', 'options 1', 'down'],
  ])('a member who would share %s', async (_what, line, room) => {
    desk = await startSlackDesk()
    desk.slackApi.rooms.set('C1', room)
    await desk.press('desk:share', line)
    await desk.slackApi.reply()
    expect(desk.refusals).toMatchObject([{ ...where, text: line, isForRoom: true }])
    expect(desk.calls).toEqual([])
  })

  it('but nobody who is answered', async () => {
    desk = await startSlackDesk()
    await desk.command('/customer', '1')
    await desk.press('desk:share', 'options 1')
    await desk.slackApi.reply()
    expect(desk.calls).toHaveLength(2)
    expect(desk.refusals).toEqual([])
  })
})
