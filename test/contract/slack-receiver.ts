import { App, type Receiver } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HttpAnswer, post, signatureHeaders } from '../helpers/signed-request.ts'

export const signingSecret = 'c0ffee'.repeat(5)

/** A receiver that listens. */
export interface Listening {
  readonly receiver: Receiver
  /** Of `/slack/events`. */
  readonly url: string
  close(): Promise<unknown>
}

interface Row {
  readonly name: string
  readonly body: string | Buffer
  readonly type?: string
  /** In place of the right signature. */
  readonly headers?: (body: string | Buffer) => Record<string, string>
  readonly expected: Partial<HttpAnswer>
  /** What reached a listener. */
  readonly heard?: readonly string[]
  /** Where a receiver answers otherwise on purpose. */
  readonly differs?: Readonly<Record<string, { expected: Partial<HttpAnswer>; heard?: readonly string[] }>>
}

const form = 'application/x-www-form-urlencoded'
const nowMs = Date.now()
const signed = (body: string | Buffer, shiftSeconds = 0) =>
  signatureHeaders(signingSecret, body, nowMs + shiftSeconds * 1000)
const command = (name: string) =>
  new URLSearchParams({ command: name, text: 'words', user_id: 'U1', team_id: 'T1' }).toString()
const payload = (value: object) => new URLSearchParams({ payload: JSON.stringify(value) }).toString()
const press = (actionId: string) =>
  payload({
    type: 'block_actions',
    user: { id: 'U1' },
    team: { id: 'T1' },
    actions: [{ type: 'button', action_id: actionId, block_id: 'b' }],
  })
const mention = (id: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: id,
    event: { type: 'app_mention', text: 'hello', channel: 'C1' },
  })

const nothing = { text: '' }
const withoutHeader = (name: string) => (body: string | Buffer) => {
  const { [name]: _left, ...headers } = signed(body)
  return headers
}

/** Every receiver gives the same answer to these. */
const rows: readonly Row[] = [
  {
    name: 'a command answered with words',
    body: command('/say'),
    expected: { status: 200, text: 'said' },
    heard: ['/say words'],
  },
  {
    name: 'a command answered with a message',
    body: command('/show'),
    expected: { status: 200, text: '{"text":"shown"}', contentType: 'application/json' },
    heard: ['/show words'],
  },
  {
    name: 'a command answered with nothing',
    body: command('/hush'),
    expected: { status: 200, ...nothing },
    heard: ['/hush words'],
  },
  { name: 'a button', body: press('go'), expected: { status: 200, ...nothing }, heard: ['go'] },
  {
    name: 'an event, with its number of tries',
    body: mention('Ev1'),
    type: 'application/json',
    headers: (body) => ({
      ...signed(body),
      'x-slack-retry-num': '2',
      'x-slack-retry-reason': 'http_timeout',
    }),
    expected: { status: 200, ...nothing },
    heard: ['hello 2 http_timeout'],
  },
  {
    name: 'a listener that fails before its answer',
    body: command('/fail'),
    expected: { status: 500, ...nothing },
    heard: ['/fail words'],
  },
  {
    name: 'a listener that fails after its answer',
    body: command('/late-fail'),
    expected: { status: 200, ...nothing },
    heard: ['/late-fail words'],
  },
  {
    name: 'a second answer of a listener',
    body: command('/twice'),
    expected: { status: 200, text: 'one' },
    heard: ['/twice words', 'ReceiverMultipleAckError'],
  },
  {
    name: 'the check of a certificate, unsigned',
    body: 'ssl_check=1&token=x',
    headers: () => ({}),
    expected: { status: 200, ...nothing },
  },
  {
    name: 'a command hidden in the check of a certificate',
    body: `ssl_check=1&${command('/say')}`,
    headers: () => ({}),
    expected: { status: 200, ...nothing },
  },
  {
    name: 'a form of 64 KiB that calls itself the check of a certificate, unsigned',
    body: 'ssl_check=1&pad='.padEnd(65_536, 'x'),
    headers: () => ({}),
    expected: { status: 401, ...nothing },
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 200 } } },
  },
  {
    name: 'a content type that is none, unsigned',
    body: 'a=b',
    type: 'form;;=',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a check of a certificate by another number',
    body: 'ssl_check=2',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'the check of the address',
    body: '{"type":"url_verification","challenge":"abc"}',
    type: 'application/json',
    expected: { status: 200, text: '{"challenge":"abc"}', contentType: 'application/json' },
  },
  {
    name: 'the check of the address, unsigned',
    body: '{"type":"url_verification","challenge":"abc"}',
    type: 'application/json',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a body that was changed',
    body: command('/say'),
    headers: () => signed(command('/show')),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'another secret',
    body: command('/say'),
    headers: (body) => signatureHeaders('other', body, nowMs),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'no signature',
    body: command('/say'),
    headers: withoutHeader('x-slack-signature'),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'no time stamp',
    body: command('/say'),
    headers: withoutHeader('x-slack-request-timestamp'),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a time stamp that is no number',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-request-timestamp': 'noon' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'an unknown version of the signature',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-signature': 'v1=00' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'half a signature',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-signature': 'v0=' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a stamp of 5 minutes and 20 seconds ago',
    body: command('/say'),
    headers: (body) => signed(body, -320),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a stamp of 4 minutes and 40 seconds ago',
    body: command('/say'),
    headers: (body) => signed(body, -280),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a stamp of 4 minutes and 40 seconds ahead',
    body: command('/say'),
    headers: (body) => signed(body, 280),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a stamp of 5 minutes and 20 seconds ahead',
    body: command('/say'),
    headers: (body) => signed(body, 320),
    expected: { status: 401, ...nothing },
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 200 }, heard: ['/say words'] } },
  },
  {
    name: 'JSON that breaks off',
    body: '{"type":',
    type: 'application/json',
    expected: { status: 400, ...nothing },
  },
  { name: 'a payload that breaks off', body: 'payload=%7B', expected: { status: 400, ...nothing } },
  {
    name: 'a body of 64 KiB',
    body: `${command('/say')}&pad=`.padEnd(65_536, 'x'),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a body of a byte more',
    body: `${command('/say')}&pad=`.padEnd(65_537, 'x'),
    expected: { status: 413, ...nothing },
  },
  {
    name: 'a form with a charset',
    body: command('/say'),
    type: `${form}; charset=utf-8`,
    expected: { status: 200 },
    heard: ['/say words'],
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 400 } } },
  },
  {
    name: 'a form in capitals',
    body: command('/say'),
    type: form.toUpperCase(),
    expected: { status: 200 },
    heard: ['/say words'],
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 400 } } },
  },
]

/** Nobody answers these; each with the milliseconds after which that becomes a 404. */
const unanswered = [
  { name: 'a command that nobody listens to', body: command('/nobody'), type: form, deadlineMs: 3001 },
  { name: 'a button that nobody listens to', body: press('nobody'), type: form, deadlineMs: 3001 },
  { name: 'a body of no known kind', body: '{"hello":"world"}', type: 'application/json', deadlineMs: 3001 },
  {
    name: 'a custom step that nobody runs',
    body: JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'function_executed', function_execution_id: 'Fx1', inputs: {} },
    }),
    type: 'application/json',
    deadlineMs: 5001,
  },
] as const

/** Registers the tests that hold for every receiver of Slack's requests, Bolt's own included. */
export function slackReceiverContract(name: string, listen: () => Promise<Listening>): void {
  describe(name, () => {
    let listening: Listening
    let heard: string[]

    beforeEach(async () => {
      listening = await listen()
      heard = []
      addListeners(listening.receiver, heard)
    })
    afterEach(async () => {
      vi.useRealTimers()
      await listening.close()
    })

    const send = (body: string | Buffer, type: string = form, headers = signed(body)) =>
      post(listening.url, body, { 'content-type': type, ...headers })

    it.each(rows)('$name', async ({ body, type, headers = signed, differs, ...usual }) => {
      const { expected, heard: toHear = [] } = differs?.[name] ?? usual
      expect(await send(body, type, headers(body))).toMatchObject(expected)
      expect(heard).toEqual(toHear)
    })

    it.each(unanswered)('$name is a 404 after $deadlineMs ms', async ({ body, type, deadlineMs }) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      let answer: HttpAnswer | undefined
      const sent = send(body, type).then((given) => {
        answer = given
      })
      await timerStarted()
      vi.advanceTimersByTime(deadlineMs - 1)
      await new Promise(setImmediate)
      expect(answer).toBeUndefined()
      vi.advanceTimersByTime(1)
      await sent
      expect(answer).toMatchObject({ status: 404, text: '' })
    })

    it('a listener’s answer after the deadline fails for the listener alone', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const sent = send(command('/slow'))
      while (heard.length === 0) await new Promise(setImmediate)
      vi.advanceTimersByTime(3001)
      expect(await sent).toMatchObject({ status: 404 })
      vi.advanceTimersByTime(1000)
      while (heard.length === 1) await new Promise(setImmediate)
      expect(heard).toEqual(['/slow words', 'too late'])
      vi.useRealTimers()
      expect(await send(command('/say'))).toMatchObject({ status: 200 })
    })
  })
}

/**
 * Resolves once a faked timer runs, and whatever else is about to set one has: what earlier tests have left behind in
 * this process may be first.
 */
export async function timerStarted(): Promise<void> {
  const since = performance.now()
  while (vi.getTimerCount() === 0 || performance.now() - since < 200) await new Promise(setImmediate)
}

function addListeners(receiver: Receiver, heard: string[]): void {
  const silent = () => {}
  const logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    setLevel: silent,
    setName: silent,
  }
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-1' }),
    convoStore: false,
    logger: { ...logger, getLevel: () => 'info' as never },
  })
  app.command(/^\/(?!nobody)/, async ({ command: { command: name, text }, ack }) => {
    heard.push(`${name} ${text}`)
    const answer = { '/say': 'said', '/show': { text: 'shown' }, '/twice': 'one' }[name]
    if (name === '/fail') throw new Error('told to fail')
    if (name === '/slow') {
      await new Promise((resolve) => setTimeout(resolve, 4000))
      await ack().catch(() => heard.push('too late'))
      return
    }
    await ack(answer)
    if (name === '/late-fail') throw new Error('told to fail')
    if (name === '/twice') await ack('two').catch((error: Error) => heard.push(error.constructor.name))
  })
  app.action('go', async ({ ack }) => {
    heard.push('go')
    await ack()
  })
  app.event('app_mention', async ({ event, context }) => {
    heard.push(`${event.text} ${context.retryNum} ${context.retryReason}`)
  })
}
