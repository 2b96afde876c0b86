import type { WebClient } from '@slack/web-api'
import type { Outcome } from '../../core/inbox.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Kept } from '../../inbox/kept.ts'
import type { Message } from '../message.ts'
import type { Self } from '../people/organisation.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { findMessage } from '../web-api/find-message.ts'
import { answerEvent, carries, changedTsOf, metadataOf, type Seen } from '../web-api/metadata.ts'
import { attempt, withoutRefusedBlocks } from './attempt.ts'
import { type Heard, messageKeyOf, writeHeard, writtenAt } from './heard.ts'
import type { IsOurs } from './is-ours.ts'
import { createPatience, type Patience, type Wait } from './patience.ts'
import type { Worded } from './worded.ts'

/** What has become of a message's answer; undefined: another process has it. */
export type Posted = Outcome | undefined

export type Found =
  | {
      readonly result: 'found'
      readonly messageId: string
      /** When the words were changed that it answers; undefined where they are the first. */
      readonly changedTs: string | undefined
    }
  | { readonly result: 'absent' }
  /** It cannot be looked for. */
  | { readonly result: 'unknown' }

/** Brings answers into threads, each once. */
export interface Posting {
  /** Sends an answer to the thread of its question, or to the asker alone where others would read it. Never rejects. */
  send(kept: Kept, heard: Heard, worded: Worded): Promise<Posted>
  /** Looks for the answer to a message. Never rejects. */
  find(heard: Heard, patience: Patience): Promise<Found>
  /** Shows other words in the place of an answer. Never rejects. */
  change(heard: Heard, messageId: string, message: Message): Promise<Outcome>
  readonly isOurs: IsOurs
}

export interface PostingOptions {
  /** Tries everything once: a request that is repeated unseen would show twice. */
  readonly client: Pick<WebClient, 'chat' | 'conversations'>
  readonly isOurs: IsOurs
  readonly findSelf: () => Promise<Self>
  readonly wait: Wait
  readonly wallClock: WallClock
  readonly log: Log
}

/** What Slack accepted is in its history after so long. */
const sureMs = 3_000

/** What one person reads may come twice, but not time and again. */
const mostUnclear = 2

export function createPosting(options: PostingOptions): Posting {
  const { client, isOurs, findSelf, wait, wallClock, log } = options
  const patienceNow = () => createPatience(wait, wallClock)
  const note =
    ({ correlationId, room }: Heard, message: string) =>
    (error: unknown) =>
      void log.warn({ correlationId, room, err: describeSlackError(error) }, message)

  async function find(heard: Heard, patience: Patience): Promise<Found> {
    const { room, ts, thread = ts } = heard
    const key = messageKeyOf(heard)
    let changedTs: string | undefined
    const isIt = (seen: Seen) => {
      const isFound = carries(seen, answerEvent, key)
      if (isFound) changedTs = changedTsOf(seen)
      return isFound
    }
    const sought = {
      room,
      parentId: thread,
      since: writtenAt(heard),
      isIt,
    }
    const complain = note(heard, 'answer not looked for')
    for (;;) {
      const finding = await findMessage(client, sought, findSelf, complain)
      if (finding.result === 'found') return { ...finding, changedTs }
      if (finding.result !== 'retry') return finding
      if (!(await patience(finding.afterMs))) return { result: 'unknown' }
    }
  }

  async function sendToThread(kept: Kept, heard: Heard, worded: Worded): Promise<Posted> {
    const { room, ts, thread = ts } = heard
    const patience = patienceNow()
    let message = worded.forThread
    let mayBeThere = heard.isSending
    // A process may have died right after its try.
    if (mayBeThere && !(await patience(sureMs))) return 'uncertain'
    for (;;) {
      // Where the store is silent, it has not told another process either that this one answers.
      if (mayBeThere || !kept.isStored()) {
        const found = await find(heard, patience)
        if (found.result === 'found') return 'answered'
        if (mayBeThere && found.result === 'unknown') return 'uncertain'
        mayBeThere = false
      }
      // Asked anew each time: somebody may have opened the room meanwhile.
      if (!message || !(await isOurs.now(heard))) return sendToAsker(kept, heard, worded.forAsker())
      if (!(await kept.maySend(writeHeard({ ...heard, isSending: true })))) return undefined
      const post = {
        channel: room,
        thread_ts: thread,
        ...contentOf(message),
        metadata: metadataOf(answerEvent, messageKeyOf(heard), heard.changedTs),
        unfurl_links: false,
        unfurl_media: false,
      }
      const failure = await attempt(() => client.chat.postMessage(post), note(heard, 'answer not posted'))
      if (!failure) return 'answered'
      if (failure.kind === 'unclear') {
        if (!(await patience(sureMs))) return 'uncertain'
        mayBeThere = true
      } else if (failure.kind === 'later') {
        await kept.notSent()
        if (!(await patience(failure.afterMs))) return 'failed'
      } else {
        message = withoutRefusedBlocks(message, failure)
        if (!message) return 'failed'
      }
    }
  }

  async function sendToAsker(kept: Kept, heard: Heard, wanted: Message): Promise<Posted> {
    const { room, thread, asker } = heard
    const patience = patienceNow()
    let message: Message | undefined = wanted
    let unclear = 0
    for (;;) {
      if (!(await kept.maySend(writeHeard(heard)))) return undefined
      const post = {
        channel: room,
        user: asker.person,
        // Where nobody has answered there is no thread yet, and Slack would show it nowhere.
        // https://docs.slack.dev/reference/methods/chat.postEphemeral
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...contentOf(message),
      }
      const failure = await attempt(() => client.chat.postEphemeral(post), note(heard, 'answer not posted'))
      if (!failure) return 'answered'
      if (failure.kind === 'unclear') {
        unclear += 1
        if (unclear >= mostUnclear || !(await patience(sureMs))) return 'uncertain'
      } else if (failure.kind === 'later') {
        await kept.notSent()
        if (!(await patience(failure.afterMs))) return unclear > 0 ? 'uncertain' : 'failed'
      } else {
        message = withoutRefusedBlocks(message, failure)
        if (!message) return 'failed'
      }
    }
  }

  async function change(heard: Heard, messageId: string, wanted: Message): Promise<Outcome> {
    const patience = patienceNow()
    const metadata = metadataOf(answerEvent, messageKeyOf(heard), heard.changedTs)
    let message: Message | undefined = wanted
    for (;;) {
      // Blocks that are not given would stay. https://docs.slack.dev/reference/methods/chat.update
      const content = { ...contentOf(message), blocks: [...(message.blocks ?? [])] }
      const update = { channel: heard.room, ts: messageId, ...content, metadata }
      const failure = await attempt(() => client.chat.update(update), note(heard, 'answer not changed'))
      if (!failure) return 'answered'
      if (failure.kind !== 'refused') {
        const pauseMs = failure.kind === 'later' ? failure.afterMs : sureMs
        if (!(await patience(pauseMs))) return failure.kind === 'later' ? 'failed' : 'uncertain'
      } else {
        message = withoutRefusedBlocks(message, failure)
        if (!message) return 'failed'
      }
    }
  }

  return { send: sendToThread, find, change, isOurs }
}

function contentOf({ text, blocks }: Message) {
  return { text, ...(blocks ? { blocks: [...blocks] } : {}) }
}
