/**
 * Kills the desk with SIGKILL again and again, at random moments while people choose languages in Slack and ask
 * questions there and in LINE WORKS, and looks for what was acknowledged and is missing:
 * `kills.ts [--rounds N] [--postgres]`. Ends with 1 where anything was lost, or answered twice in LINE WORKS.
 *
 * A choice counts as acknowledged once Slack's request is answered with it, a question in LINE WORKS once its
 * callback got 200. The Partner API takes longer over questions in Slack than an acknowledgement waits; one counts
 * once the person reads that the answer follows, and as answered once it has taken the place of that line.
 */
import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Locale, localeNames, locales } from '../../src/core/locale.ts'
import { data } from '../../src/core/phrase.ts'
import { keyOf, readCallback } from '../../src/lineworks/event.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { say } from '../../src/text/speak.ts'
import { parseExactJson } from '../../src/works/exact-json.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { commandForm, signSlack } from '../helpers/sign-slack.ts'
import { findPostgres, makeDatabase, makeDataDir } from '../helpers/store-places.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    postgres: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
/** After the desk is ready, milliseconds; long enough for some answers, short enough to meet others half way. */
const longestLifeMs = 3_000
/** Of the Partner API, for questions in Slack. */
const slowMs = 2_500
/** Unanswered questions of a killed desk are leased to it for a minute on PostgreSQL. */
const drainMs = 100_000

const sandboxPort = await freePort()
const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
const port = await freePort()
const deskUrl = `http://127.0.0.1:${port}`
const sandbox = run('src/main.ts', ['sandbox', '--desk', deskUrl], {
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_RATE_LIMIT: '100000',
})
await until(sandbox, async () => sandbox.errors().includes('Playground'))
const credentials = Object.fromEntries(
  [...sandbox.output().matchAll(/^(\w+)="(.*)"$/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
)
const place = await makePlace()
const { databaseUrl, dataDir } = place
const environment = {
  ...credentials,
  DATA_DIR: dataDir,
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  PORT: String(port),
  HOST: '127.0.0.1',
  WORKS_RATE_LIMIT: '100000',
  LOG_LEVEL: 'warn',
}

interface Colleague {
  readonly id: string
  readonly kind: string
}
const slackPeople = await peopleOf('slack')
const worksPeople = await peopleOf('lineworks')
const slackRoom = 'C0DESK00001'
/** What people read in Slack until the answer is there. */
const lines = locales.map((locale) => say('slack.working', readerOf(locale)))
const { domain } = await getJson<{ domain: { id: string } }>('lineworks')

/** What each person has been told, and what was asked last without an answer. */
const choices = new Map<string, { told: Locale | undefined; open: Locale | undefined }>(
  slackPeople.map(({ id }) => [id, { told: undefined, open: undefined }]),
)
/** Questions that got 200, by what they ask for, each with its key in the inbox. */
const questions = new Map<string, string>()
/** The messages that answer each. */
const answers = new Map<string, Set<string>>()
/** Messages in Slack that said that an answer follows. */
const followed = new Set<string>()
const unanswered = new Set<string>()
/** Unknown to the Partner API, so that each has to be asked for. */
let lastCustomer = 20_000_000
const lost: string[] = []

try {
  if (databaseUrl) await run('src/main.ts', ['migrate'], environment).ended
  await control('faults', { target: 'partner', operation: 'customers.get', kind: 'slow', delayMs: slowMs })
  for (let round = 1; round <= rounds; round += 1) {
    const desk = await startDesk()
    await checkChoices(round)
    const load = [
      ...slackPeople.flatMap(({ id }) => [choose(id), askSlowly(id)]),
      ...worksPeople.map(({ id }) => ask(id, round)),
    ]
    await wait(Math.random() * longestLifeMs)
    desk.process.kill('SIGKILL')
    await desk.ended
    await Promise.all(load)
    await count()
    await forget()
  }

  const desk = await startDesk()
  await checkChoices(rounds + 1)
  const givenUpAt = Date.now() + drainMs
  const isDone = () =>
    unanswered.size === 0 && [...questions.keys()].every((question) => answers.has(question))
  while (!isDone() && Date.now() < givenUpAt) {
    await count()
    await wait(500)
  }
  await desk.stop()
  await count()

  const outcomes = await readOutcomes()
  const missing = [...questions.keys()].filter((question) => !answers.has(question))
  const twice = [...answers].filter(([, messages]) => messages.size > 1).map(([question]) => question)
  const unexplained = missing.filter(
    (question) => outcomes.get(questions.get(question) ?? '') !== 'uncertain',
  )
  const figures = {
    store: databaseUrl ? 'PostgreSQL' : 'PGlite',
    rounds,
    choices: { lost },
    questions: {
      acknowledged: questions.size,
      answered: questions.size - missing.length,
      uncertain: missing.length - unexplained.length,
      lost: unexplained,
      answeredTwice: twice,
    },
    late: { acknowledged: followed.size, lost: unanswered.size },
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  if (lost.length + unexplained.length + twice.length + unanswered.size > 0) process.exitCode = 1
} finally {
  await sandbox.stop()
  await place.remove()
}

async function makePlace() {
  if (!values.postgres) return { databaseUrl: undefined, ...(await makeDataDir()) }
  const server = await findPostgres()
  if (!server) throw new Error('no PostgreSQL')
  return makeDatabase(server)
}

async function startDesk(): Promise<Running> {
  const desk = run('src/main.ts', ['serve'], environment)
  await until(desk, () => isReady(deskUrl))
  return desk
}

/** Chooses one language after another, until the desk is gone. */
async function choose(person: string): Promise<void> {
  const state = choices.get(person)
  if (!state) return
  for (;;) {
    const locale = locales[Math.floor(Math.random() * locales.length)] ?? 'en'
    state.open = locale
    const reply = await command(person, `language ${locale}`)
    if (reply === undefined) return
    const confirmation = say('language.set', readerOf(locale), { language: data(localeNames[locale]) })
    if (!reply.includes(confirmation)) continue
    state.told = locale
    state.open = undefined
  }
}

/** Asks about one customer after another, until the desk is gone. */
async function ask(person: string, round: number): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const question = `nobody-${round}-${turn}-${person.slice(0, 4)}`
    const body = JSON.stringify({
      type: 'message',
      source: { userId: person, domainId: Number(domain.id) },
      issuedTime: new Date().toISOString(),
      content: { type: 'text', text: `/customer ${question}` },
    })
    const read = readCallback(parseExactJson(body))
    if (read.kind !== 'event') throw new Error('a callback that the desk would not read')
    const signature = createHmac('sha256', credentials.WORKS_BOT_SECRET ?? '')
    const reply = await fetch(`${deskUrl}/lineworks/callback`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'x-works-botid': credentials.WORKS_BOT_ID ?? '',
        'x-works-signature': signature.update(body).digest('base64'),
      },
      body,
    }).catch(() => undefined)
    if (!reply) return
    if (reply.status !== 200) throw new Error(`callback: ${reply.status}`)
    questions.set(question, keyOf(read.event))
  }
}

/** Asks in Slack about one customer after another, until the desk is gone. */
async function askSlowly(person: string): Promise<void> {
  for (;;) {
    // An even one: the sandbox answers 404, and no other call decides.
    lastCustomer += 2
    const text = `/customer ${lastCustomer}`
    const { outcome } = await control('slack/command', { person, room: slackRoom, text })
    if (outcome !== 'acknowledged') return
  }
}

/** Every choice that was told stands, unless one that was under way has taken its place. */
async function checkChoices(round: number): Promise<void> {
  for (const [person, { told, open }] of choices) {
    if (!told) continue
    const shown = await readChoice(person)
    const stands = [told, open].some(
      (locale) =>
        locale && shown.includes(`${localeNames[locale]} · ${say('language.chosen', readerOf(locale))}`),
    )
    if (!stands) lost.push(`round ${round}: ${person} was told ${told}`)
  }
}

/** A desk that has just begun may take longer than Slack waits; it is then asked again. */
async function readChoice(person: string): Promise<string> {
  for (;;) {
    const shown = (await command(person, 'language')) ?? ''
    if (shown.includes('"header"')) return shown
  }
}

/** The text of what Slack's request was answered with; undefined where the desk was gone. */
async function command(person: string, text: string): Promise<string | undefined> {
  const body = commandForm('/desk', text, {
    user_id: person,
    response_url: `${sandboxUrl}/slack/response/none`,
  })
  const headers = signSlack(body, credentials.SLACK_SIGNING_SECRET ?? '')
  const reply = await fetch(`${deskUrl}/slack/events`, { method: 'POST', headers, body })
    .then((answer) => answer.text())
    .catch(() => undefined)
  return reply
}

/** Counts what the sandbox was sent. */
async function count(): Promise<void> {
  const messages = await getJson<{ id: string; platform: string; payload: unknown }[]>('messages')
  unanswered.clear()
  for (const { id, platform, payload } of messages) {
    if (platform !== 'lineworks') {
      if (lines.some((line) => JSON.stringify(payload).includes(line))) unanswered.add(id)
      continue
    }
    const question = /nobody-[\w-]+/.exec(JSON.stringify(payload))?.[0]
    if (question) answers.set(question, (answers.get(question) ?? new Set()).add(id))
  }
  for (const id of unanswered) followed.add(id)
}

/** Has the sandbox, which keeps the last 500 messages only, forget the answers in LINE WORKS; with no desk about. */
async function forget(): Promise<void> {
  for (const { id } of worksPeople) await control('messages', { clear: true, room: id })
}

/** What became of what was received, by key; null where it is still open. */
async function readOutcomes(): Promise<ReadonlyMap<string, string | null>> {
  const store = await openStore({ databaseUrl, dataDir })
  try {
    const rows = await store.db.selectFrom('inbox').select(['key', 'outcome']).execute()
    return new Map(rows.map(({ key, outcome }) => [key, outcome]))
  } finally {
    await store.close()
  }
}

async function peopleOf(platform: string): Promise<Colleague[]> {
  const { people } = await getJson<{ people: Colleague[] }>(platform)
  return people.filter(({ kind }) => kind === 'member')
}

async function control(route: string, body: object): Promise<{ outcome?: string }> {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${sandboxUrl}/_sandbox/${route}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  return reply.json() as Promise<{ outcome?: string }>
}

async function getJson<T>(route: string): Promise<T> {
  return (await fetch(`${sandboxUrl}/_sandbox/${route}`)).json() as Promise<T>
}

function readerOf(locale: Locale) {
  return { locale, zone: 'Asia/Tokyo' }
}
