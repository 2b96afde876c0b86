import { startApp } from '../../src/app.ts'
import { sign } from '../lineworks/events.ts'
import { startForTest } from '../sandbox/start-for-test.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { requestText, sendRaw } from './raw-http.ts'
import { commandForm } from './sign-slack.ts'
import { signatureHeaders } from './signed-request.ts'
import { makeDataDir } from './store-places.ts'

export const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
export const json = { 'Content-Type': 'application/json' }
/** For a connection that is not done after its first request. */
export const goesOn = { Connection: 'keep-alive' }

/** Of the sandbox. */
const member = { slack: 'U0MISAKI001', works: '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901' }
const room = 'C0DESK00001'
const domain = 40029601

/** Everything that `serve` starts, in this process, on a sandbox, with requests written out by the test. */
export async function startWholeDesk() {
  const place = await makeDataDir()
  let url = ''
  const sandbox = await startForTest({ deskUrl: () => url })
  const { environment } = sandbox
  const log = createCollectedLog()
  const app = await startApp(
    { ...environment, DATA_DIR: place.dataDir, HOST: '127.0.0.1', PORT: '0' },
    () => log,
  )
  url = app.url
  const { team } = (await (await fetch(`${sandbox.url}/_sandbox/slack`)).json()) as { team: { id: string } }
  const secretOf = (name: string) => environment[name] ?? ''

  const send = (...request: Parameters<typeof requestText>) => sendRaw(url, requestText(...request))
  const slackSigned = (body: string | Buffer) =>
    signatureHeaders(secretOf('SLACK_SIGNING_SECRET'), body, Date.now())
  const worksSigned = (body: string | Buffer) => ({
    'X-WORKS-BotId': secretOf('WORKS_BOT_ID'),
    'X-WORKS-Signature': sign(body, secretOf('WORKS_BOT_SECRET')),
  })

  return {
    url,
    sandbox,
    log,
    send,
    slackSigned,
    worksSigned,
    toSlack: (body: string, headers: Record<string, string> = form) =>
      send('POST', '/slack/events', { ...slackSigned(body), ...headers }, body),
    toWorks: (body: string, headers: Record<string, string> = json) =>
      send('POST', '/lineworks/callback', { ...worksSigned(body), ...headers }, body),
    /** The form of a command of a member. */
    help: (more: Record<string, string> = {}) =>
      commandForm('/desk', 'help', { team_id: team.id, user_id: member.slack, ...more }),
    /** A member's message in LINE WORKS, with its content as JSON. */
    callback: (content: string) =>
      `{"type":"message","source":{"userId":"${member.works}","domainId":${domain}},"issuedTime":"${new Date().toISOString()}","content":${content}}`,
    /** A member's mention of the desk in Slack, with its blocks as JSON. */
    mention: (blocks: string) =>
      `{"type":"event_callback","event_id":"Ev${blocks.length}","team_id":"${team.id}","event":{"type":"app_mention","user":"${member.slack}","channel":"${room}","ts":"${(Date.now() / 1000).toFixed(6)}","text":"<@U0DESKBOT00> help","blocks":${blocks}}}`,
    async close() {
      await app.stop()
      await sandbox.close()
      await place.remove()
    },
  }
}

export type WholeDesk = Awaited<ReturnType<typeof startWholeDesk>>
