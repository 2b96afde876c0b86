import { afterEach, describe, expect, it } from 'vitest'
import type { SlackOptions } from '../../src/slack/app.ts'
import { member, startSlackDesk } from './slack-desk.ts'
import { Raw } from './stand-in.ts'

const minuteMs = 60_000
let desk: Awaited<ReturnType<typeof startSlackDesk>>

async function start(allowedPeople: readonly string[], given: Partial<SlackOptions> = {}) {
  desk = await startSlackDesk({ allowedPeople, ...given })
  return desk
}
afterEach(() => desk.close())

const ask = async () => (await desk.command('/customer', '1')).text
const groupCalls = () => desk.slackApi.calls.filter((call) => call.startsWith('usergroups.'))
const warnings = () => desk.lines.filter(({ level }) => level === 'warn')

describe('people listed by their user group', () => {
  it('are answered, by the groups of this workspace', async () => {
    await start(['U9', 'S1', 'S2', 'c72af563-0f21-4736-11e4-045237113344'])
    desk.slackApi.userGroups.set('S2', { users: ['U7', 'U1'] })
    expect(await ask()).toContain('Asked: customer 1')
    expect(groupCalls().sort()).toEqual(['usergroups.users.list S1', 'usergroups.users.list S2'])
  })

  it('are not answered where they are in none, or in one that the workspace does not know', async () => {
    await start(['S1', 'S2'])
    desk.slackApi.userGroups.set('S1', { users: ['U7'] })
    expect(await ask()).toContain('access.notAllowed [ja]')
    expect(desk.calls).toEqual([])
    expect(warnings()).toEqual([])
  })

  it('are nobody where only people of another platform are listed', async () => {
    await start(['c72af563-0f21-4736-11e4-045237113344'])
    expect(await ask()).toContain('access.notAllowed [ja]')
    expect(groupCalls()).toEqual([])
  })

  it('need no group where they are listed by id as well', async () => {
    await start(['S1', 'U1'])
    desk.slackApi.userGroups.set('S1', 'down')
    expect(await ask()).toContain('Asked: customer 1')
    expect(groupCalls()).toEqual([])
  })

  it.each([
    ['a guest', { is_restricted: true }],
    ['somebody who is gone', { deleted: true }],
    ['a bot', { is_bot: true }],
    ['a person of another organisation', { team_id: 'T9' }],
  ])('stay refused as %s, however they are listed', async (_who, difference) => {
    await start(['U1', 'S1'])
    desk.slackApi.userGroups.set('S1', { users: ['U1'] })
    desk.slackApi.users.set('U1', { ...member, ...difference })
    expect(await ask()).toContain('access.notMember [ja]')
    expect(groupCalls()).toEqual([])
    expect(desk.calls).toEqual([])
  })
})

describe('what a group holds', () => {
  it('is remembered for ten minutes', async () => {
    let now = Date.now()
    await start(['S1'], { wallClock: () => now })
    desk.slackApi.userGroups.set('S1', { users: ['U1'] })
    expect(await ask()).toContain('Asked')
    desk.slackApi.userGroups.set('S1', { users: [] })
    now += 10 * minuteMs
    expect(await ask()).toContain('Asked')
    now += 1
    expect(await ask()).toContain('access.notAllowed')
    expect(groupCalls()).toHaveLength(2)
  })

  it('is asked for once, however many wait for it', async () => {
    await start(['S1'])
    desk.slackApi.userGroups.set('S1', { users: ['U1'] })
    const all = await Promise.all(Array.from({ length: 5 }, ask))
    expect(all.filter((text) => text.includes('Asked'))).toHaveLength(5)
    expect(groupCalls()).toHaveLength(1)
  })

  it.each([
    ['a scope is missing', new Raw('{"ok":false,"error":"missing_scope"}'), 'missing_scope'],
    ['the answer is another', { members: ['U1'] }, undefined],
    ['Slack is out of order', 'down', undefined],
    ['too much was asked', new Raw('', 429, { 'retry-after': '7' }), undefined],
  ])('is not known where %s: refused, told to the operator, and asked again', async (_why, answer, error) => {
    await start(['S1'])
    desk.slackApi.userGroups.set('S1', answer)
    expect(await ask()).toContain('access.unknown [ja]')
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toHaveLength(1)
    expect(warnings()).toMatchObject([
      {
        message: 'who is in a user group could not be learned',
        fields: { group: 'S1', correlationId: expect.any(String), ...(error ? { err: { error } } : {}) },
      },
    ])
    desk.slackApi.userGroups.set('S1', { users: ['U1'] })
    expect(await ask()).toContain('Asked: customer 1')
  })

  it('does not keep another group from letting somebody in', async () => {
    await start(['S1', 'S2'])
    desk.slackApi.userGroups.set('S1', new Raw('{"ok":false,"error":"missing_scope"}'))
    desk.slackApi.userGroups.set('S2', { users: ['U1'] })
    expect(await ask()).toContain('Asked: customer 1')
  })

  it('is looked for in the workspaces of the person where the app is on a whole organisation', async () => {
    await start(['S1'])
    desk.slackApi.identity.answer = { team_id: 'E1', enterprise_id: 'E1' }
    const enterprise_user = { enterprise_id: 'E1', teams: ['T1', 'T2'] }
    desk.slackApi.users.set('U1', { ...member, enterprise_user })
    desk.slackApi.userGroups.set('T2/S1', { users: ['U1'] })
    expect(await ask()).toContain('Asked: customer 1')
    expect(groupCalls().sort()).toEqual(['usergroups.users.list T1/S1', 'usergroups.users.list T2/S1'])
  })
})

it('an acknowledgement waits for what a group holds no longer than for anything else', async () => {
  await start(['S1'], { waitMs: 20 })
  desk.slackApi.userGroups.set('S1', 'hang')
  expect(await ask()).toContain('slack.working')
  desk.slackApi.userGroups.set('S1', { users: ['U1'] })
  // Slack's client asks once more.
  desk.slackApi.dropHung()
  expect(JSON.stringify(await desk.slackApi.reply())).toContain('Asked: customer 1')
})
