import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { access, allow, install, teamsOf } from './slack-install.ts'

const support = 'S0SUPPORT00'

let slack: SlackDesk
beforeAll(async () => {
  slack = await startSlackDesk()
})
afterAll(() => slack.close())

describe('a user group', () => {
  it('lists its people, the guest among them', async () => {
    const { users } = await connect(slack).usergroups.users.list({ usergroup: support })
    expect(users).toEqual(['U0MISAKI001', 'U0SEOYEON02', 'U0EMILY0003', 'U0JORDAN006'])
  })

  it('that is none is not known', async () => {
    const list = (usergroup: string) => connect(slack).usergroups.users.list({ usergroup })
    expect(await refusal(list('S0NOBODY000'))).toBe('no_such_subteam')
    expect(await refusal(connect(slack).apiCall('usergroups.users.list'))).toBe('invalid_arguments')
  })

  it('is that of one workspace', async () => {
    const both = await startSlackDesk({ slackOAuth: true })
    const { token } = await install(both, teamsOf(both)[1])
    expect(await refusal(connect(both, token).usergroups.users.list({ usergroup: support }))).toBe(
      'no_such_subteam',
    )
    await both.close()
  })

  it('needs a scope of its own', async () => {
    const both = await startSlackDesk({ slackOAuth: true })
    const code = await allow(both, teamsOf(both)[0], { query: { scope: 'commands,chat:write' } })
    const { access_token } = await access(both, { code })
    await expect(
      connect(both, access_token).usergroups.users.list({ usergroup: support }),
    ).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'usergroups:read', provided: 'commands,chat:write' },
    })
    await both.close()
  })

  it('is mentioned by its handle', async () => {
    const wish = { person: 'U0MISAKI001', room: 'C0DESK00001', text: '@support and @supporters' }
    await slack.post('/_sandbox/slack/message', wish)
    expect(JSON.parse(slack.requests.at(-1)?.body ?? '').event.text).toBe(
      `<!subteam^${support}> and @supporters`,
    )
  })
})
