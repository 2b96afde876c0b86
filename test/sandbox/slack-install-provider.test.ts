import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Installation, InstallProvider } from '@slack/oauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from './slack-client.ts'
import { startForTest, type TestSandbox } from './start-for-test.ts'

const scopes = ['commands', 'chat:write', 'users:read']

let sandbox: TestSandbox
let server: Server
let installer: InstallProvider
/** What was installed, by team id. */
const installations = new Map<string, Installation>()

beforeAll(async () => {
  let desk = ''
  sandbox = await startForTest({ slackOAuth: true, deskUrl: () => desk })
  const { environment } = sandbox
  const slackApiUrl = environment.SLACK_API_URL ?? ''
  installer = new InstallProvider({
    clientId: environment.SLACK_CLIENT_ID ?? '',
    clientSecret: environment.SLACK_CLIENT_SECRET ?? '',
    stateSecret: environment.SLACK_STATE_SECRET ?? '',
    authorizationUrl: new URL('../oauth/v2/authorize', slackApiUrl).href,
    clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
    logger: silentLogger,
    directInstall: true,
    installationStore: {
      async storeInstallation(installation) {
        installations.set(installation.team?.id ?? '', installation as Installation)
      },
      async fetchInstallation({ teamId }) {
        const found = installations.get(teamId ?? '')
        if (!found) throw new Error('nobody has installed it there')
        return found as Installation<'v1' | 'v2', boolean>
      },
    },
  })
  server = createServer((request, response) => {
    const handled = request.url?.startsWith('/slack/oauth_redirect')
      ? installer.handleCallback(request, response, {
          success: (_installation, _options, _request, reply) => reply.end('installed'),
          failure: (error, _options, _request, reply) => reply.writeHead(400).end(error.code),
        })
      : installer.handleInstallPath(request, response, undefined, { scopes })
    handled.catch((error: Error) => response.writeHead(500).end(error.message))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  desk = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await sandbox.close()
})

/** As a browser goes, from the desk to Slack's page, through its form, and back. */
async function walk(form: Record<string, string>): Promise<Response> {
  const { port } = server.address() as AddressInfo
  const begun = await fetch(`http://127.0.0.1:${port}/slack/install`, { redirect: 'manual' })
  const page = begun.headers.get('location') ?? ''
  expect((await fetch(page)).status).toBe(200)
  const decided = await fetch(page, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
  return fetch(decided.headers.get('location') ?? '', { headers: { cookie } })
}

describe("Slack's own library", () => {
  it('installs in both workspaces, each with a token of its own', async () => {
    const teams = sandbox.environment.SLACK_ALLOWED_TEAMS?.split(',') ?? []
    expect(teams).toHaveLength(2)
    for (const workspace of teams) {
      const answer = await walk({ decision: 'allow', workspace })
      expect([answer.status, await answer.text()]).toEqual([200, 'installed'])
    }
    for (const [index, teamId] of teams.entries()) {
      expect(installations.get(teamId)).toMatchObject({
        team: { id: teamId },
        isEnterpriseInstall: false,
        appId: 'A0DESKAPP00',
        bot: {
          id: `B${index}DESKBOT00`,
          userId: `U${index}DESKBOT00`,
          scopes,
          refreshToken: expect.any(String),
        },
      })
    }
    expect(new Set([...installations.values()].map(({ bot }) => bot?.token)).size).toBe(2)
  })

  it('is told of a cancelled install', async () => {
    const answer = await walk({ decision: 'cancel' })
    expect([answer.status, await answer.text()]).toEqual([400, 'slack_oauth_installer_authorization_error'])
  })

  it('renews a token that has less than two hours left', async () => {
    const [teamId = ''] = sandbox.environment.SLACK_ALLOWED_TEAMS?.split(',') ?? []
    await walk({ decision: 'allow', workspace: teamId })
    const found = installations.get(teamId)
    const before = found?.bot?.token
    if (found?.bot) found.bot.expiresAt = Math.floor(Date.now() / 1000) + 60
    const { botToken } = await installer.authorize({
      teamId,
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    })
    expect(botToken).toMatch(/^xoxe\.xoxb-/)
    expect(botToken).not.toBe(before)
  })
})
