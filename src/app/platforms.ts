import { commands, isCommand, isShareable } from '../commands/desk.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Inbox } from '../core/inbox.ts'
import type { Observe } from '../core/metrics.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createLineWorks, type LineWorks } from '../lineworks/app.ts'
import { createWorksDigestSender } from '../lineworks/digest/sender.ts'
import { createSlack, type Slack } from '../slack/app.ts'
import { createSlackDigestSender } from '../slack/digest/sender.ts'
import { type Background, createLateDesk } from '../slack/late-desk.ts'
import { createInbox } from '../storage/inbox.ts'
import type { Store } from '../storage/store.ts'
import { say, speak } from '../text/speak.ts'
import type { Answering } from './answering.ts'
import type { SlackInstalls } from './slack-installs.ts'
import type { Surroundings } from './surroundings.ts'

export interface PlatformOptions {
  /** Undefined where Slack is not set. */
  readonly slackInstalls: SlackInstalls | undefined
  readonly surroundings: Surroundings
  readonly answering: Answering
  readonly store: Store
  readonly wallClock: WallClock
  readonly log: Log
  /** Told of what is received and answered; absent: nobody counts. */
  readonly observe?: Observe
}

/** The desk in Slack; undefined where that is not set. */
export function createSlackDesk(options: PlatformOptions): Slack | undefined {
  const { slack } = options.surroundings.config
  if (!slack || !options.slackInstalls) return undefined
  const { digesting } = options.answering
  return createSlack({
    ...slack,
    ...options.slackInstalls,
    ...(digesting ? { findDigest: digesting.digests.find } : {}),
    ...deskPorts(options),
    inbox: inboxOf(options),
    commands: commands.filter(({ spec }) => !spec.isHidden).map(({ spec }) => spec.name),
  })
}

/** What answers in Slack and hears nothing; undefined where Slack is not set. */
export function createSlackBackground(options: PlatformOptions): Background | undefined {
  const { slack } = options.surroundings.config
  if (!slack || !options.slackInstalls) return undefined
  return createLateDesk({
    ...slack,
    ...options.slackInstalls,
    ...deskPorts(options),
    inbox: inboxOf(options),
  })
}

/** The desk in LINE WORKS; undefined where no bot is set. */
export function createLineWorksDesk(options: PlatformOptions): LineWorks | undefined {
  const { surroundings, answering } = options
  const { bot, works } = surroundings.config
  if (!bot) return undefined
  return createLineWorks({
    ...answering.works,
    ...deskPorts(options),
    bot,
    apiUrl: works.apiUrl,
    inbox: inboxOf(options),
  })
}

/** Has the digests posted on every platform that is set. */
export function addSenders(options: PlatformOptions): void {
  const { surroundings, answering, slackInstalls, log, observe } = options
  const { slack, bot, works } = surroundings.config
  const { senders } = answering
  if (slack && slackInstalls) {
    senders.set(
      'slack',
      createSlackDigestSender({ ...slack, ...slackInstalls, say, log, ...(observe ? { observe } : {}) }),
    )
  }
  if (!bot) return
  const around = { ...answering.works, apiUrl: works.apiUrl, wallClock: options.wallClock, say, log }
  senders.set('lineworks', createWorksDigestSender({ ...around, botId: bot.id }))
}

function inboxOf({ store }: PlatformOptions): Inbox {
  return createInbox(store.db, { isAlone: store.kind === 'embedded' })
}

function deskPorts({ surroundings: { config }, answering, store, wallClock, log, observe }: PlatformOptions) {
  const ports: DeskPorts = {
    answer: answering.desk.answer,
    ...answering.conversing,
    noteRefusal: answering.desk.noteRefusal,
    findReaders: answering.findReaders,
    speak,
    say,
    isShareable,
    isCommand,
    ...(observe ? { observe } : {}),
  }
  const { allowedPeople, locale, zone } = config
  const { health: storeHealth } = store
  return { ...ports, allowedPeople, defaultReader: { locale, zone }, storeHealth, wallClock, log }
}
