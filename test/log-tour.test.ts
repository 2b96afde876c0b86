import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../src/commands/desk.ts'
import { findLeaks } from './helpers/find-leaks.ts'
import { secretsOf } from './helpers/log-record.ts'
import { freePort, isReady, type Running, run, until } from './helpers/processes.ts'
import { commandForm, signSlack } from './helpers/sign-slack.ts'
import { sign } from './lineworks/events.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'

const misaki = '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901'
/** No word of the desk, of a customer or of anything else: who finds it has found what a person wrote. */
const marker = 'quetzalcoatlus'
const question = `${marker}: when does the trial of 10000001 end?`

let sandbox: TestSandbox
let desk: Running
let url: string

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  sandbox = await startForTest({ deskUrl: () => url, rateLimit: 10_000 })
  desk = run('src/main.ts', ['serve'], {
    ...sandbox.environment,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'trace',
  })
  await until(desk, () => isReady(url))
})
afterAll(async () => {
  await desk.stop()
  await sandbox.close()
})

async function control(path: string, body: object): Promise<void> {
  const reply = await sandbox.control(path, body)
  expect(reply.status, `${path} ${JSON.stringify(body)}: ${await reply.clone().text()}`).toBe(200)
}

const shown = async () => (await fetch(`${sandbox.url}/_sandbox/messages`)).text()

/** In Slack by command, mention and direct message; in LINE WORKS in a direct room. */
async function say(line: string): Promise<void> {
  await Promise.all([
    control('slack/command', { person: 'U0MISAKI001', room: 'C0DESK00001', text: `/desk ${line}` }),
    control('lineworks/message', { person: misaki, room: misaki, text: line }),
  ])
}

async function ask(text: string): Promise<void> {
  const mention = `<@U0DESKBOT00> ${text}`
  await Promise.all([
    control('slack/message', { person: 'U0MISAKI001', room: 'C0DESK00001', text: mention }),
    control('slack/message', { person: 'U0MISAKI001', room: 'D0MISAKI001', text }),
    control('lineworks/message', { person: misaki, room: misaki, text }),
  ])
}

/** Whatever is in an answer of the Partner API about the person who administers a customer. */
async function administrators(): Promise<string[]> {
  const token = await sandbox.token()
  const { customers } = (await (await sandbox.read('/partners/customers?count=30', token)).json()) as {
    customers: { domainId: number }[]
  }
  const details = await Promise.all(
    customers.map(async ({ domainId }) =>
      (await sandbox.read(`/partners/customers/${domainId}`, token)).json(),
    ),
  )
  const texts: string[] = []
  JSON.stringify(details, (key, value) => {
    if (typeof value === 'string' && /email|phone/i.test(key) && value.length > 5) texts.push(value)
    return value
  })
  return texts
}

it('a tour of everything leaves no secret, no contact and no word of anybody in the log', async () => {
  await Promise.all(commands.map(({ spec }) => say(`${spec.name} ${spec.example}`)))
  for (const line of ['contact 10000001', `customer ${marker}`, `${marker} 10000001`, `"${marker}`])
    await say(line)
  await ask(question)
  await ask(marker)
  await control('lineworks/begin', { person: misaki })
  // Those who are refused.
  for (const person of ['U0JORDAN006', 'U0ROBIN0007']) {
    await control('slack/command', { person, room: 'C0ACME00003', text: `/customer ${marker}` })
  }
  const stranger = '46f08d2a-cb95-4e73-b189-64e1a70cd906'
  await control('lineworks/message', { person: stranger, room: stranger, text: `customer ${marker}` })

  // Everything outside in disorder at once, in each of these ways.
  const kinds = ['status', 'html', 'drop', 'dropAfterAccept']
  for (const [index, kind] of kinds.entries()) {
    await control('tokens', { expire: true })
    for (const target of ['partner', 'slack', 'lineworks', 'auth']) {
      await control('faults', { target, kind, times: 3, ...(kind === 'status' ? { status: 500 } : {}) })
    }
    const id = 10_000_002 + index
    await Promise.all([say(`customer ${id}`), ask(`${marker} when does the trial of ${id} end?`)])
    await control('faults', {})
  }

  // At the doors: a secret in every place where one could stand.
  const {
    SLACK_SIGNING_SECRET: signing = '',
    WORKS_BOT_SECRET: botSecret = '',
    WORKS_BOT_ID = '',
  } = sandbox.environment
  const form = commandForm('/customer', marker, { token: signing, user_id: 'U0MISAKI001' })
  const spoilt = { ...signSlack(form, signing), 'x-slack-signature': `v0=${'0'.repeat(64)}` }
  const json = { 'content-type': 'application/json' }
  const tries: [string, string, Record<string, string>][] = [
    ['/slack/events', form, spoilt],
    ['/slack/events', form, { ...signSlack(form, signing, 0) }],
    ['/slack/events', `{"${marker}`, { ...signSlack(`{"${marker}`, signing), ...json }],
    ['/slack/events', 'x', { authorization: `Bearer ${signing}`, cookie: signing }],
    [`/${marker}?token=${signing}`, form, json],
    ['/lineworks/callback', form, { ...json, 'x-works-botid': WORKS_BOT_ID, 'x-works-signature': botSecret }],
    [
      '/lineworks/callback',
      marker,
      { ...json, 'x-works-botid': WORKS_BOT_ID, 'x-works-signature': sign(marker, botSecret) },
    ],
  ]
  for (const [path, body, headers] of tries) await fetch(`${url}${path}`, { method: 'POST', body, headers })

  // It was a tour: people were answered, and shown a contact.
  const contacts = await administrators()
  expect(contacts.length).toBeGreaterThan(30)
  await expect.poll(async () => contacts.some((text) => text.includes('@'))).toBe(true)
  await expect.poll(shown).toMatch(/LINE WORKS Corp\./)
  const messages = await shown()
  expect(contacts.some((text) => messages.includes(text))).toBe(true)

  await desk.stop()
  const lines = `${desk.output()}\n${desk.errors()}`.split('\n').filter(Boolean)
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.some((line) => line.includes('"level":50'))).toBe(true)

  const secrets = secretsOf(sandbox.environment)
  expect(secrets.length).toBeGreaterThanOrEqual(5)
  expect(findLeaks(lines, new Set(secrets))).toEqual([])
  for (const hidden of [...secrets, ...contacts, marker]) {
    expect(lines.filter((line) => line.toLowerCase().includes(hidden.toLowerCase()))).toEqual([])
  }
})
