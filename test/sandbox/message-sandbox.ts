import { verifySlackRequest } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { connect } from './slack-client.ts'
import { type DeskRequest, type SlackDesk, startSlackDesk } from './slack-desk.ts'

export const desk = 'C0DESK00001'
export const sales = 'C0SALES0002'
export const acme = 'C0ACME00003'
export const support = 'C0HELP00004'
export const misaki = 'U0MISAKI001'
export const emily = 'U0EMILY0003'
export const robin = 'U0ROBIN0007'
export const bot = 'U0DESKBOT00'
export const wallMs = Date.UTC(2026, 10, 21, 3, 4, 5)

export interface Event {
  readonly type: string
  readonly text: string
  readonly [key: string]: unknown
}

export interface Envelope {
  readonly event: Event
  readonly event_id: string
  readonly event_context: string
  readonly [key: string]: unknown
}

/** The sandbox with a desk that notes what Slack sends it, for all tests of a file; each begins with it as new. */
export function useMessageSandbox() {
  let timers: { readonly run: () => void; readonly afterMs: number }[] = []
  let slack: SlackDesk
  let client: WebClient

  beforeAll(async () => {
    slack = await startSlackDesk({
      wallClock: () => wallMs,
      setTimer(run, afterMs) {
        const timer = { run, afterMs }
        timers.push(timer)
        return () => {
          timers = timers.filter((each) => each !== timer)
        }
      },
    })
    client = connect(slack)
  })
  afterAll(() => slack.close())
  beforeEach(async () => {
    await slack.post('/_sandbox/reset', {})
    slack.requests.length = 0
    slack.answerWith(() => ({}))
    timers = []
  })

  const write = (wish: object) =>
    slack.post('/_sandbox/slack/message', { person: misaki, room: desk, ...wish })
  const edit = (wish: object) => slack.post('/_sandbox/slack/edit', { person: misaki, ...wish })

  /** Says something and gives its `ts`. */
  async function say(text: string, more: object = {}): Promise<string> {
    const { id } = (await (await write({ text, ...more })).json()) as { id: string }
    return id
  }

  const envelopes = (): Envelope[] => slack.requests.map(({ body }) => JSON.parse(body))

  /** The one event of that type that was sent. */
  function eventOf(type: string): Event {
    const events = envelopes().filter(({ event }) => event.type === type)
    expect(events).toHaveLength(1)
    return events[0]?.event as Event
  }

  return {
    get slack() {
      return slack
    },
    get client() {
      return client
    },
    /** What waits to be sent again. */
    get timers() {
      return timers
    },
    write,
    edit,
    say,
    envelopes,
    eventOf,
  }
}

/** Throws where the desk should not trust it. */
export function verify({ body, headers }: DeskRequest, signingSecret: string): void {
  verifySlackRequest({
    signingSecret,
    body,
    headers: {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    },
    nowMilliseconds: wallMs,
  })
}
