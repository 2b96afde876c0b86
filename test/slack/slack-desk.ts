import Fastify from 'fastify'
import type { Call, Reader } from '../../src/core/call.ts'
import { type Card, card } from '../../src/core/card.ts'
import type { Inbox } from '../../src/core/inbox.ts'
import { data, type Phrase, say } from '../../src/core/phrase.ts'
import type { Log } from '../../src/core/ports.ts'
import { createSlack, type SlackOptions } from '../../src/slack/app.ts'
import { oneInstall } from '../../src/slack/installs/installs.ts'
import { recordLog, recordSecrets } from '../helpers/log-record.ts'
import { post, postSigned, signatureHeaders } from '../helpers/signed-request.ts'
import { startStandIn } from './stand-in.ts'

export const secret = 'c0ffee'.repeat(5)

/** A log that can be read back. */
export function readableLog() {
  const lines: { level: string; fields: Record<string, unknown>; message: string }[] = []
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...fields }, message })
    recordLog(fields, message)
  }
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } satisfies Log }
}

export const member = { id: 'U1', team_id: 'T1', locale: 'ja-JP', tz: 'Asia/Tokyo' }

export const ownRoom = { id: 'C1', is_ext_shared: false }

/** An answer that says what was asked, with every kind of button. */
export function echo({ text, fresh }: Call): Card {
  return card({
    title: data(`Asked: ${text}${fresh ? ' (fresh)' : ''}`),
    actions: [
      { kind: 'open', label: say('action.options'), command: 'options 1' },
      { kind: 'refresh', label: say('action.refresh'), command: text },
      { kind: 'share', label: say('action.share'), command: text },
    ],
  })
}

const wordsOf = (phrase: Phrase | number): string =>
  typeof phrase === 'object' && 'data' in phrase ? phrase.data : JSON.stringify(phrase)

/** Sentences are told by their key and language, such as `slack.working [ja]`. */
const words: Pick<SlackOptions, 'say' | 'speak' | 'findReaders'> = {
  // Nobody has chosen a language: the profile decides.
  findReaders: async (_of, { locale, zone }) => {
    const reader = { locale: locale ?? 'en', zone }
    return { person: reader, room: reader }
  },
  say: (key, { locale }: Reader, values = {}) =>
    [`${key} [${locale}]`, ...Object.values(values).map(wordsOf)].join(' '),
  speak: (given, { locale }) => ({
    kind: given.kind,
    locale,
    title: `${wordsOf(given.title)} [${locale}]`,
    facts: [],
    sections: given.sections.map(({ title }) => ({ title: wordsOf(title), facts: [] })),
    actions: given.actions.map(({ kind, label, command }) => ({
      kind,
      label: 'say' in label ? label.say : wordsOf(label),
      command,
    })),
    notes: [],
  }),
}

/** A store in which nothing is ever left. */
const emptyInbox: Inbox = {
  take: async () => true,
  renew: async () => {},
  note: async () => true,
  sending: async () => true,
  notSent: async () => {},
  letGo: async () => {},
  settle: async () => {},
  takeOver: async () => ({ received: [], uncertain: [] }),
  prune: async () => {},
}

/** The desk's Slack side on a real server, with a stand-in for Slack and an `answer` from the test. */
export async function startSlackDesk(given: Partial<SlackOptions> = {}, { overHttp = true } = {}) {
  const slackApi = await startStandIn()
  recordSecrets([secret])
  slackApi.users.set('U1', member)
  slackApi.rooms.set('C1', ownRoom)
  const { log, lines } = readableLog()
  const calls: { call: Call; reader: Reader }[] = []
  const refusals: Call[] = []
  const options: SlackOptions = {
    ...(overHttp ? { signingSecret: secret } : {}),
    installs: oneInstall('xoxb-secret-token'),
    apiUrl: slackApi.apiUrl,
    inbox: emptyInbox,
    allowedPeople: undefined,
    commands: ['customer', 'options'],
    ...words,
    isShareable: (command) => !command.startsWith('contact'),
    isCommand: () => true,
    // People write, and the desk has nothing to say.
    converse: async () => undefined,
    hears: async () => false,
    noteRefusal: (call) => refusals.push(call),
    defaultReader: { locale: 'en', zone: 'UTC' },
    wallClock: () => Date.now(),
    log,
    waitMs: 1000,
    ...given,
    answer: async (call, reader) => {
      calls.push({ call, reader })
      return given.answer ? given.answer(call, reader) : echo(call)
    },
  }
  const slack = createSlack(options)
  const server = Fastify({ forceCloseConnections: true })
  server.register(slack.plugin)
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/slack/events`

  const origin = { team_id: 'T1', channel_id: 'C1', user_id: 'U1', response_url: slackApi.responseUrl }
  return {
    slackApi,
    slack,
    lines,
    calls,
    refusals,
    url,
    server,
    command: (command: string, text = '', other: Record<string, string> = {}) =>
      postSigned(url, secret, { command, text, ...origin, ...other }, options.wallClock()),
    press: (actionId: string, value: string, isEphemeral = true, other: object = {}) => {
      const payload = {
        type: 'block_actions',
        user: { id: 'U1', team_id: 'T1' },
        team: { id: 'T1', domain: 'example' },
        channel: { id: 'C1', name: 'support' },
        container: { type: 'message', message_ts: '1.1', is_ephemeral: isEphemeral },
        response_url: slackApi.responseUrl,
        trigger_id: '1.2.t',
        actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
        ...other,
      }
      return postSigned(url, secret, { payload: JSON.stringify(payload) }, options.wallClock())
    },
    /** A filled-in form comes back. */
    submit: (view: object) => {
      const payload = {
        type: 'view_submission',
        user: { id: 'U1', name: 'misaki', team_id: 'T1' },
        team: { id: 'T1', domain: 'example' },
        view: { id: 'V1', type: 'modal', ...view },
        response_urls: [],
      }
      return postSigned(url, secret, { payload: JSON.stringify(payload) }, options.wallClock())
    },
    /** Something happens in Slack; `headers` besides those of a signed request. */
    event: (body: object, headers: Record<string, string> = {}) => {
      const json = JSON.stringify({ type: 'event_callback', ...body })
      const signed = signatureHeaders(secret, json, options.wallClock())
      return post(url, json, { 'content-type': 'application/json', ...signed, ...headers })
    },
    async close() {
      await server.close()
      await slack.leave()
      await slack.settled(5000)
      await slackApi.close()
    },
  }
}

export type SlackDesk = Awaited<ReturnType<typeof startSlackDesk>>

/** The lines of the desk's log that say this. */
export const logged = ({ lines }: Pick<SlackDesk, 'lines'>, message: string) =>
  lines.filter((line) => line.message === message)
