import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import { createStoreHealth, type StoreHealth } from '../../src/core/store-health.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { startSlackDesk } from './slack-desk.ts'
import { startWorkspace, type Workspace } from './slack-workspace.ts'

/** When the messages of the tests were written: seconds since the epoch. */
export const writtenSecond = 1_790_000_000
export const writtenTs = `${writtenSecond}.000100`

/** Runs, and is five seconds on when a file's tests begin. */
const clockSkewMs = (writtenSecond + 5) * 1000 - Date.now()
export const eventsClock = () => Date.now() + clockSkewMs

const envelope = {
  team_id: 'T1',
  event_id: 'Ev1',
  event_time: writtenSecond,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true }],
}

/** Somebody writes in a channel. */
export function message(text: string, other: object = {}) {
  const event = { type: 'message', channel_type: 'channel', channel: 'C1', user: 'U1', ts: writtenTs, text }
  return { ...envelope, event: { ...event, ...other } }
}

/** Somebody writes in a channel and calls the bot by name. */
export function mention(text: string, other: object = {}) {
  return message(`<@UBOT> ${text}`, { type: 'app_mention', channel_type: undefined, ...other })
}

/** Somebody writes to the bot alone. */
export function direct(text: string, other: object = {}) {
  return message(text, { channel_type: 'im', channel: 'D1', ...other })
}

export interface Changed {
  readonly before: string
  readonly after: string
  /** Seconds after it was written. */
  readonly later?: number
  readonly by?: string
  readonly message?: object
  readonly event?: object
}

/** Somebody writes a message anew. */
export function change({ before, after, later = 20, by = 'U1', message = {}, event = {} }: Changed) {
  const changedTs = `${writtenSecond + later}.000000`
  const written = { type: 'message', user: 'U1', ts: writtenTs }
  return {
    ...envelope,
    event_time: writtenSecond + later,
    event: {
      ...{
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        channel: 'C1',
        channel_type: 'channel',
      },
      message: { ...written, text: after, edited: { user: by, ts: changedTs }, ...message },
      previous_message: { ...written, text: before },
      ts: changedTs,
      ...event,
    },
  }
}

/** A store that has failed for longer than Slack is told to send again. */
export function downForLong(): StoreHealth {
  let now = 0
  const health = createStoreHealth(() => now)
  health.failed()
  now = 5 * 60_000 + 1
  return health
}

/** Repeats what was said. */
export async function repeat({ call }: Said): Promise<Reply> {
  const title = `Said: ${call.text}${call.isForRoom ? ' (room)' : ''}`
  return { card: card({ title: data(title) }), line: 'customer 1', locale: undefined }
}

/** The desk in a workspace that remembers, which says back what it is told. Its waits are noted and take no time. */
export async function startEventsDesk(given: Partial<SlackOptions> = {}, workspace?: Workspace) {
  const slack = workspace ?? (await startWorkspace())
  const said: Said[] = []
  const waits: number[] = []
  const { converse = repeat, hears = async () => false, ...others } = given
  const heard: Said[] = []
  const desk = await startSlackDesk({
    apiUrl: slack.apiUrl,
    supportChannels: ['CSUPPORT'],
    wait: async (ms) => void waits.push(ms),
    wallClock: eventsClock,
    ...others,
    converse: (what, readers) => {
      said.push(what)
      return converse(what, readers)
    },
    hears: (what) => {
      heard.push(what)
      return hears(what)
    },
  })
  return {
    ...desk,
    workspace: slack,
    said,
    /** What the desk was asked whether it would answer. */
    heard,
    waits,
    /** Sends an event, waits for all that comes of it, and gives the status of its acknowledgement. */
    async hear(body: object, headers: Record<string, string> = {}): Promise<number> {
      const { status } = await desk.event(body, headers)
      await desk.slack.settled(5_000)
      return status
    },
    titles: () => slack.written.map(({ text }) => text),
    async close() {
      await desk.close()
      if (!workspace) await slack.close()
    },
  }
}

export type EventsDesk = Awaited<ReturnType<typeof startEventsDesk>>
