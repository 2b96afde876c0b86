import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import type { Installs } from '../../../src/slack/installs/installs.ts'
import type { OAuthInstalls } from '../../../src/slack/installs/oauth-installs.ts'
import { gate } from '../../helpers/gate.ts'
import { useInboxStore } from '../../helpers/inbox-store.ts'
import { post } from '../../helpers/signed-request.ts'
import { direct, type EventsDesk, mention, startEventsDesk } from '../events-desk.ts'
import { startSlackDesk } from '../slack-desk.ts'
import { startWorkspace, type Workspace } from '../slack-workspace.ts'

const store = useInboxStore()
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Installed in workspaces, each with a token; what is taken out of `tokens` is installed there no more. */
function installsOf(tokens: Map<string, string>): Installs {
  return {
    find: async (workspace) => {
      const value = tokens.get(workspace)
      if (value === 'unknown') throw new Error('the store is down')
      return value ? { id: value, token: async () => ({ value, mayExpire: false }) } : undefined
    },
    start: async () => {},
    settled: async () => true,
  }
}

describe('two workspaces', () => {
  let slack: Workspace
  let desk: EventsDesk
  const tokens = new Map<string, string>()

  beforeEach(async () => {
    tokens.clear()
    for (const [workspace, token] of Object.entries({ T1: 'xoxb-1', T2: 'xoxb-2', E3: 'xoxb-3' })) {
      tokens.set(workspace, token)
    }
    slack = await startWorkspace()
    const teams: Record<string, string> = { 'xoxb-1': 'T1', 'xoxb-2': 'T2', 'xoxb-3': 'E3' }
    slack.api.play('auth.test', (_given, token) => {
      const team_id = teams[token] ?? ''
      return { ok: true, team_id, user_id: `UBOT${team_id}`, bot_id: `B${team_id}` }
    })
    slack.api.play('users.info', ({ user }, token) => {
      const team_id = teams[token]
      const enterprise_user = { enterprise_id: 'E3' }
      return {
        ok: true,
        user: {
          id: user,
          team_id,
          tz: 'Asia/Tokyo',
          enterprise_user,
          is_restricted: user === `UGUEST${team_id}`,
        },
      }
    })
    desk = await startEventsDesk({ installs: installsOf(tokens), inbox: store.inbox() }, slack)
    ends.push(slack.close, desk.close)
  })

  const signed = (method: string) =>
    slack.api.calls.filter((call) => call.method === method).map(({ token }) => token)

  it('are each asked about their own people, with their own token', async () => {
    await desk.command('/customer', '1')
    await desk.command('/customer', '1', { team_id: 'T2' })
    await desk.command('/customer', '1', { team_id: 'T2' })
    expect(desk.calls.map(({ call }) => call.workspace)).toEqual(['T1', 'T2', 'T2'])
    expect(signed('users.info')).toEqual(['xoxb-1', 'xoxb-2'])
  })

  it('know a person each by itself', async () => {
    expect((await desk.command('/customer', '1', { user_id: 'UGUESTT2' })).text).toContain('Asked')
    const { text } = await desk.command('/customer', '1', { user_id: 'UGUESTT2', team_id: 'T2' })
    expect(text).toContain('access.notMember')
  })

  it('hear their own bot’s name, and are answered with their own token', async () => {
    const inT2 = { team_id: 'T2', authorizations: [{ team_id: 'T2', enterprise_id: null, is_bot: true }] }
    await desk.hear(direct('<@UBOTT1> plan?'))
    await desk.hear({ ...direct('<@UBOTT2> plan?', { ts: '1790000000.000200' }), ...inT2 })
    expect(desk.said.map(({ call }) => [call.workspace, call.text])).toEqual([
      ['T1', 'plan?'],
      ['T2', 'plan?'],
    ])
    expect(signed('chat.postMessage')).toEqual(['xoxb-1', 'xoxb-2'])
  })

  it('may be an organisation that has the app as a whole', async () => {
    await desk.command('/customer', '1', {
      team_id: 'T31',
      enterprise_id: 'E3',
      is_enterprise_install: 'true',
    })
    await desk.press('desk:open', 'options 1', true, {
      ...{ team: { id: 'T32', domain: 'x' }, enterprise: { id: 'E3' }, is_enterprise_install: true },
    })
    const org = { team_id: 'T33', enterprise_id: 'E3', is_bot: true, is_enterprise_install: true }
    await desk.hear({ ...direct('plan?'), team_id: 'T33', authorizations: [org] })
    expect(desk.calls.map(({ call }) => call.workspace)).toEqual(['E3', 'E3'])
    expect(desk.said.map(({ call }) => call.workspace)).toEqual(['E3'])
    expect(new Set(slack.api.calls.map(({ token }) => token))).toEqual(new Set(['xoxb-3']))
  })

  it('that have the app by themselves are not their organisation', async () => {
    const { text } = await desk.command('/customer', '1', { team_id: 'T31', enterprise_id: 'E3' })
    expect(text).toContain('access.notAllowedTeam [en]')
  })

  it('get another bot when the app is installed anew', async () => {
    await desk.command('/customer', '1')
    tokens.set('T1', 'xoxb-2')
    await desk.command('/customer', '1')
    expect(signed('users.info')).toEqual(['xoxb-1', 'xoxb-2'])
  })

  it('that are taken out meanwhile get no answer any more', async () => {
    tokens.delete('T1')
    expect(await desk.hear(mention('plan?'))).toBe(200)
    expect(desk.said).toEqual([])
    expect(slack.api.calls).toEqual([])
    expect(desk.lines).toMatchObject([
      { level: 'warn', message: 'message dropped: not one of our workspaces', fields: { workspace: 'T1' } },
    ])
  })
})

describe('a workspace that the desk may not answer in', () => {
  async function start() {
    const tokens = new Map([['T2', 'xoxb-2']])
    const desk = await startSlackDesk({ installs: installsOf(tokens), inbox: store.inbox() })
    ends.push(desk.close)
    return { desk, tokens }
  }
  const sentence = 'access.notAllowedTeam [en]'

  it('gets a sentence to a command, on record as refused, and nobody is looked up', async () => {
    const { desk } = await start()
    const { status, text } = await desk.command('/customer', '1')
    expect([status, text]).toEqual([200, expect.stringContaining(sentence)])
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toMatchObject([{ workspace: 'T1', person: 'U1', text: 'customer 1' }])
    expect(desk.slackApi.calls).toEqual([])
  })

  it.each([
    ['open', 'options 1'],
    ['refresh', 'customer 1'],
    ['share', 'customer 1'],
    ['open', 'digest form'],
  ])('gets the same to a button: %s %s', async (kind, line) => {
    const { desk } = await start()
    expect((await desk.press(`desk:${kind}`, line)).status).toBe(200)
    expect(JSON.stringify(await desk.slackApi.reply())).toContain(sentence)
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toHaveLength(1)
    expect(desk.slackApi.calls).toEqual([])
  })

  it('gets it as unknown where that could not be learned', async () => {
    const { desk, tokens } = await start()
    tokens.set('T1', 'unknown')
    expect((await desk.command('/customer', '1')).text).toContain('access.unknown [en]')
    expect(desk.calls).toEqual([])
    expect(desk.refusals).toHaveLength(1)
  })

  it('is told that it takes longer in the desk’s language, before anything is known', async () => {
    const { opened, open } = gate()
    const tokens = new Map([['T1', 'xoxb-1']])
    const installs = installsOf(tokens)
    const find: Installs['find'] = async (workspace) => {
      await opened
      return installs.find(workspace)
    }
    const desk = await startSlackDesk({ installs: { ...installs, find }, inbox: store.inbox(), waitMs: 10 })
    ends.push(desk.close)
    expect((await desk.command('/customer', '1')).text).toContain('slack.working [en]')
    open()
    expect(JSON.stringify(await desk.slackApi.reply())).toContain('Asked')
  })
})

describe('the end of an installation', () => {
  const seconds = 1_790_000_000
  const uninstalled = { team_id: 'T1', event_time: seconds, event: { type: 'app_uninstalled' } }

  async function start(end: OAuthInstalls['end'] = async () => true) {
    const ended: [string, Instant][] = []
    const installs: OAuthInstalls = {
      ...installsOf(new Map()),
      isAllowed: () => true,
      save: async () => {},
      list: async () => [],
      end: async (workspace, endedAt) => {
        const isEnded = await end(workspace, endedAt)
        ended.push([workspace, endedAt])
        return isEnded
      },
    }
    const oauth = { installs, clientId: '1.2', clientSecret: 'app-secret', stateSecret: 'state-secret' }
    const desk = await startSlackDesk({ installs, oauth })
    ends.push(desk.close)
    return { desk, ended }
  }

  it.each([
    ['app_uninstalled', uninstalled, ['T1']],
    [
      'tokens_revoked',
      { ...uninstalled, event: { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } } },
      ['T1'],
    ],
    [
      'of people’s tokens',
      { ...uninstalled, event: { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } } },
      [],
    ],
    [
      'of people’s tokens alone',
      { ...uninstalled, event: { type: 'tokens_revoked', tokens: { oauth: ['U1'] } } },
      [],
    ],
    ['of a workspace in an organisation', { ...uninstalled, enterprise_id: 'E1' }, ['T1']],
    ['of an organisation', { ...uninstalled, team_id: null, enterprise_id: 'E1' }, ['E1']],
    [
      'of an organisation, as authorised',
      {
        ...uninstalled,
        authorizations: [{ team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true }],
      },
      ['E1'],
    ],
    ['of nobody', { ...uninstalled, team_id: null }, ['']],
    ['something else', { ...uninstalled, event: { type: 'app_home_opened' } }, []],
  ])('is heard: %s', async (_what, body, workspaces) => {
    const { desk, ended } = await start()
    expect((await desk.event(body)).status).toBe(200)
    expect(ended.map(([workspace]) => workspace)).toEqual(workspaces)
    for (const [, endedAt] of ended) expect(Date.parse(endedAt)).toBe(seconds * 1000 + 5_000)
  })

  it('is not acknowledged before it is on record', async () => {
    const { opened, open } = gate()
    const { opened: begun, open: begin } = gate()
    const { desk, ended } = await start(async () => {
      begin()
      await opened
      return true
    })
    let isAnswered = false
    const answer = desk.event(uninstalled).then((reply) => {
      isAnswered = true
      return reply
    })
    await begun
    // Time enough for an answer.
    expect((await desk.event({ ...uninstalled, event: { type: 'app_home_opened' } })).status).toBe(200)
    expect(isAnswered).toBe(false)
    open()
    expect((await answer).status).toBe(200)
    expect(ended).toHaveLength(1)
  })

  it('is sent again by Slack where the store is down', async () => {
    const { desk } = await start(async () => Promise.reject(new Error('no connection')))
    expect((await desk.event(uninstalled)).status).toBeGreaterThanOrEqual(500)
  })

  it('is nobody’s to say but Slack’s', async () => {
    const { desk, ended } = await start()
    const body = JSON.stringify({ type: 'event_callback', ...uninstalled })
    expect((await post(desk.url, body, { 'content-type': 'application/json' })).status).toBe(401)
    expect(ended).toEqual([])
  })
})
