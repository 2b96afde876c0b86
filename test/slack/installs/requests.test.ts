import { beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import { openClient } from '../../../src/slack/web-api/web-api.ts'
import { readableLog } from '../slack-desk.ts'
import { hourMs, useRotatingSlack } from './rotating-slack.ts'

const slack = useRotatingSlack()

const { startProcess } = slack

describe('a request to Slack', () => {
  async function clientOf({ installs }: ReturnType<typeof startProcess>) {
    const install = await installs.find('T1')
    if (!install) throw new Error('not installed')
    return openClient(install, slack.api.apiUrl, readableLog().log)
  }
  const authorizations = () =>
    slack.api.calls.filter(({ method }) => method === 'auth.test').map(({ token }) => token)

  beforeEach(() => {
    slack.api.play('auth.test', (_given, token) =>
      token === 'xoxe.xoxb-1' ? { ok: false, error: 'token_expired' } : { ok: true, user_id: 'UBOT' },
    )
  })

  it('is signed with the token of its time', async () => {
    const process = startProcess()
    await process.installs.save('T1', { id: 'i-1', token: 'xoxb-7', name: 'Sunrise' })
    const client = await clientOf(process)
    await client.auth.test()
    await process.installs.save('T1', { id: 'i-1', token: 'xoxb-8', name: 'Sunrise' })
    await client.auth.test()
    expect(authorizations()).toEqual(['xoxb-7', 'xoxb-8'])
  })

  it('is sent once more where its token turns out to have expired', async () => {
    const process = startProcess()
    await process.installs.save('T1', slack.installed(12 * hourMs))
    expect(await (await clientOf(process)).auth.test()).toMatchObject({ user_id: 'UBOT' })
    expect(authorizations()).toEqual(['xoxe.xoxb-1', 'xoxe.xoxb-2'])
  })

  it('is sent once, whatever words Slack repeats', async () => {
    const process = startProcess()
    await process.installs.save('T1', slack.installed(12 * hourMs))
    const message = { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'token_expired' } }] }
    slack.api.play('chat.postMessage', () => ({ ok: true, ts: '1.2', message }))
    await (await clientOf(process)).chat.postMessage({ channel: 'C1', text: 'x' })
    expect([slack.api.of('chat.postMessage').length, slack.exchanged]).toEqual([1, []])
  })

  it('never leaves where there is no token, and says in whose words', async () => {
    const process = startProcess()
    await process.installs.save(
      'T1',
      slack.installed(-1, { rotation: { refreshToken: 'xoxe-0', expiresAt: slack.now - 1 } }),
    )
    const client = await clientOf(process)
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_refresh_token' } })
    await process.installs.end('T1', new Date(slack.now).toISOString() as Instant)
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'not_installed' } })
    expect(authorizations()).toEqual([])
  })
})
