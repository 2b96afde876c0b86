import { WebClient } from '@slack/web-api'
import type { DeskPorts } from '../../core/desk-ports.ts'
import type { DigestMessage, DigestSender } from '../../core/digest/sender.ts'
import type { Log } from '../../core/ports.ts'
import { toBoltLogger } from '../bolt-log.ts'
import { describeSlackError } from '../describe-slack-error.ts'
import { findMessage, type Sought } from '../find-message.ts'
import { createFindSelf } from '../find-self.ts'
import { carries, digestEvent, metadataOf } from '../metadata.ts'
import { toSlackText } from '../slack-text.ts'
import { webApiOptions } from '../web-api.ts'
import { createAdmit } from './admit.ts'
import { contentOf } from './content-of.ts'
import { postMessage } from './post.ts'
import { renderDigest } from './render.ts'

export interface SlackDigestSenderOptions extends Pick<DeskPorts, 'say'> {
  readonly botToken: string
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  readonly log: Log
  /** Milliseconds that a call may take before it counts as unclear; 10 s by default. */
  readonly timeoutMs?: number
}

/** Of one sentence. */
const sentenceLimit = 3000

/**
 * Sends digests to Slack. Its client tries everything once and waits for no rate limit: what is to be tried again, and
 * when, is decided where it is on record.
 */
export function createSlackDigestSender(options: SlackDigestSenderOptions): Required<DigestSender> {
  const { botToken, apiUrl, say, log, timeoutMs = 10_000 } = options
  const client = new WebClient(botToken, {
    ...webApiOptions(apiUrl, toBoltLogger(log)),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
  })
  const findSelf = createFindSelf(client)

  /** Errors of Slack's client may quote people, so that none is passed on. */
  const note = (fields: object, message: string) => (error: unknown) =>
    void log.warn({ ...fields, err: describeSlackError(error) }, message)

  async function sayTo(channel: string, text: string): Promise<void> {
    const sentence = toSlackText(text, sentenceLimit)
    // Names stand in it, and nothing in them is markup.
    const plainly = { mrkdwn: false, unfurl_links: false, unfurl_media: false } as const
    await client.chat
      .postMessage({ channel, text: sentence, ...plainly })
      .catch(note({ room: channel }, 'sentence about a digest not posted'))
  }

  const admit = createAdmit(client, { wallClock: Date.now, note })

  return {
    admit,
    render: (digest, reader) => renderDigest(digest, reader, say),
    post: (message) => postMessage(client, message, note(about(message), 'message of a digest not posted')),
    find: (message) =>
      findMessage(
        client,
        soughtOf(message),
        findSelf,
        note(about(message), 'message of a digest not looked for'),
      ),

    async link({ room }, messageId) {
      const asked = { channel: room, message_ts: messageId }
      const answer = await client.chat.getPermalink(asked).catch(note({ room }, 'no link to a digest'))
      return answer?.permalink
    },

    async update(message, messageId) {
      const changed = { ...contentOf(message), metadata: metadataOf(digestEvent, message.deliveryId) }
      await client.chat
        .update({ channel: message.room.room, ts: messageId, ...changed })
        .catch(note(about(message), 'message of a digest not changed'))
    },

    announce: ({ room }, text) => sayTo(room, text),
    // Slack opens the conversation with a person where their id stands for it.
    tell: (_room, person, text) => sayTo(person, text),
  }
}

function soughtOf({ room: { room }, parentId, triedAt, deliveryId }: DigestMessage): Sought {
  return { room, parentId, since: triedAt, isIt: (seen) => carries(seen, digestEvent, deliveryId) }
}

function about({ room: { room }, deliveryId, correlationId }: Parameters<DigestSender['post']>[0]) {
  return { correlationId, room, deliveryId }
}
