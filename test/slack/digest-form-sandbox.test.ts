import { afterAll, beforeAll, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { oneInstall } from '../../src/slack/installs/installs.ts'
import { say, speak } from '../../src/text/speak.ts'
import { startSlackDesk } from './slack-desk.ts'

const patient = { timeout: 20_000 }
const person = 'U0MISAKI001'
const room = 'C0DESK00001'

let sandbox: Sandbox
let desk: Awaited<ReturnType<typeof startSlackDesk>>

beforeAll(async () => {
  let deskUrl = ''
  sandbox = await startSandbox({
    port: 0,
    customers: 1,
    seed: 'form',
    rateLimit: 1000,
    timeScale: 1,
    deskUrl: () => deskUrl,
    wallClock: Date.now,
  })
  const { SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = sandbox.environment
  desk = await startSlackDesk({
    signingSecret: SLACK_SIGNING_SECRET,
    installs: oneInstall(SLACK_BOT_TOKEN),
    apiUrl: SLACK_API_URL,
    say,
    speak,
    answer: async ({ text }) =>
      card({
        title: data(`Asked: ${text}`),
        actions: [{ kind: 'open', label: data('Form'), command: 'digest form' }],
      }),
  })
  deskUrl = new URL(desk.url).origin
}, 20_000)

afterAll(async () => {
  await desk.close()
  await sandbox.close()
})

async function ask(route: string, body?: object): Promise<unknown> {
  const request = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return (await fetch(`${sandbox.url}/_sandbox/${route}`, request)).json()
}

interface Shown {
  readonly id: string
  readonly person?: string
  readonly ephemeral: boolean
  readonly payload: { readonly blocks?: unknown }
}

const lastMessage = async () => ((await ask('messages')) as Shown[]).at(-1)
const views = async () => (await ask('slack/views')) as { readonly id: string }[]

it('a digest is set up by a form: opened by a button, corrected, and sent', async () => {
  await ask('slack/command', { person, room, text: '/desk digest' })
  await expect.poll(lastMessage, patient).toMatchObject({ person, ephemeral: true })
  const message = (await lastMessage())?.id
  await ask('slack/action', { person, message, actionId: 'desk:open:0' })
  await expect.poll(async () => (await views()).length, patient).toBe(1)
  const view = (await views())[0]?.id

  const zone = { zone: 'Mars/Phobos' }
  expect(await ask('slack/view', { person, view, values: zone })).toMatchObject({
    outcome: 'acknowledged',
    errors: { zone: expect.stringContaining('Asia/Tokyo') },
  })

  const values = { at: '08:15', zone: 'Europe/Berlin', contains: 'Team A', everyDay: ['everyDay'] }
  expect(await ask('slack/view', { person, view, values })).toEqual({ outcome: 'acknowledged' })
  expect(await views()).toEqual([])
  const line = 'digest daily 08:15 Europe/Berlin within 30 in ja every day for "Team A"'
  await expect
    .poll(async () => JSON.stringify((await lastMessage())?.payload.blocks), patient)
    .toContain(JSON.stringify(line).slice(1, -1))
  expect(await lastMessage()).toMatchObject({ person, ephemeral: true })
})
