import type { DeskPorts } from '../../core/desk-ports.ts'
import type { DigestRoom } from '../../core/digest/digest.ts'
import type { DigestMessage, DigestSender } from '../../core/digest/sender.ts'
import type { Log } from '../../core/ports.ts'
import { toSlackText } from '../blocks/slack-text.ts'
import { correlated } from '../correlation-id.ts'
import type { Install, Installs } from '../installs/installs.ts'
import { createFindOrganisation } from '../people/organisation.ts'
import { createPerWorkspace } from '../per-workspace.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { findMessage, type Sought } from '../web-api/find-message.ts'
import { carries, digestEvent, metadataOf } from '../web-api/metadata.ts'
import { pauseMs } from '../web-api/read-failure.ts'
import { openClient } from '../web-api/web-api.ts'
import { createAdmit } from './admit.ts'
import { contentOf } from './content-of.ts'
import { postMessage } from './post.ts'
import { renderDigest } from './render.ts'

export interface SlackDigestSenderOptions extends Pick<DeskPorts, 'say' | 'observe'> {
  /** Where the desk may post. */
  readonly installs: Installs
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  readonly log: Log
  /** Milliseconds that a call may take before it counts as unclear; 10 s by default. */
  readonly timeoutMs?: number
}

/** Of one sentence. */
const sentenceLimit = 3000

/** Why there is nobody to post as. */
const notInstalled = 'not_installed'
const notLearned = 'installation_not_learned'

/**
 * Sends digests to Slack. Its clients try everything once and wait for no rate limit: what is to be tried again, and
 * when, is decided where it is on record. Where the desk is not installed, or may not be used any more, nothing is
 * posted.
 */
export function createSlackDigestSender(options: SlackDigestSenderOptions): Required<DigestSender> {
  const { installs, apiUrl, say, observe, log, timeoutMs = 10_000 } = options
  const once = { observe, timeout: timeoutMs, retryConfig: { retries: 0 } }

  /** Errors of Slack's client may quote people, so that none is passed on. */
  const note = (fields: object, message: string) => (error: unknown) =>
    void log.warn({ ...fields, err: describeSlackError(error) }, message)

  function open(install: Install) {
    const client = openClient(install, apiUrl, log, once)
    const findOrganisation = createFindOrganisation(client)
    return {
      client,
      findSelf: async () => (await findOrganisation()).self,
      ...createAdmit(client, { wallClock: Date.now, note }),
    }
  }
  const workspaces = createPerWorkspace(installs, open)

  /** `unknown`: it could not be learned whether the desk is installed there. */
  async function find({ workspace }: Pick<DigestRoom, 'workspace'>) {
    try {
      return (await workspaces.find(workspace)) ?? 'nowhere'
    } catch (error) {
      note({ workspace }, 'workspace of a digest could not be looked up')(error)
      return 'unknown'
    }
  }

  /** Does what may fail, and is then on record in the log alone. */
  async function attempt<T>(
    room: Pick<DigestRoom, 'workspace'>,
    work: (workspace: ReturnType<typeof open>) => Promise<T>,
    onError: (error: unknown) => void,
  ): Promise<T | undefined> {
    const workspace = await find(room)
    if (typeof workspace === 'string') return undefined
    try {
      return await work(workspace)
    } catch (error) {
      onError(error)
      return undefined
    }
  }

  async function sayTo(room: Pick<DigestRoom, 'workspace'>, channel: string, text: string): Promise<void> {
    const sentence = toSlackText(text, sentenceLimit)
    // Names stand in it, and nothing in them is markup.
    const plainly = { mrkdwn: false, unfurl_links: false, unfurl_media: false } as const
    const post = ({ client }: ReturnType<typeof open>) =>
      client.chat.postMessage({ channel, text: sentence, ...plainly })
    await attempt(room, post, note({ room: channel }, 'sentence about a digest not posted'))
  }

  return {
    async admit(room, correlationId) {
      const workspace = await find(room)
      if (workspace === 'nowhere') return 'notMember'
      return workspace === 'unknown' ? 'unknown' : workspace.admit(room, correlationId)
    },

    async readmit(room, correlationId) {
      const workspace = await find(room)
      if (workspace === 'nowhere') return 'notMember'
      return workspace === 'unknown' ? 'unknown' : workspace.readmit(room, correlationId)
    },

    render: (digest, reader) => renderDigest(digest, reader, say),

    async post(message) {
      const workspace = await find(message.room)
      if (workspace === 'nowhere') return { result: 'refused', reason: notInstalled, isGone: true }
      if (workspace === 'unknown') return { result: 'retry', afterMs: pauseMs, reason: notLearned }
      const { client } = workspace
      const complain = note(about(message), 'message of a digest not posted')
      return correlated(message.correlationId, () => postMessage(client, message, complain))
    },

    async find(message) {
      const workspace = await find(message.room)
      if (workspace === 'nowhere') return { result: 'unknown', reason: notInstalled }
      if (workspace === 'unknown') return { result: 'retry', afterMs: pauseMs, reason: notLearned }
      const { client, findSelf } = workspace
      const complain = note(about(message), 'message of a digest not looked for')
      return correlated(message.correlationId, () =>
        findMessage(client, soughtOf(message), findSelf, complain),
      )
    },

    async link(room, messageId) {
      const asked = { channel: room.room, message_ts: messageId }
      const complain = note({ room: room.room }, 'no link to a digest')
      const answer = await attempt(room, ({ client }) => client.chat.getPermalink(asked), complain)
      return answer?.permalink
    },

    async update(message, messageId) {
      const content = { ...contentOf(message), metadata: metadataOf(digestEvent, message.deliveryId) }
      const changed = { channel: message.room.room, ts: messageId, ...content }
      const complain = note(about(message), 'message of a digest not changed')
      await attempt(message.room, ({ client }) => client.chat.update(changed), complain)
    },

    announce: (room, text) => sayTo(room, room.room, text),
    // Slack opens the conversation with a person where their id stands for it.
    tell: (room, person, text) => sayTo(room, person, text),
  }
}

function soughtOf({ room: { room }, parentId, triedAt, deliveryId }: DigestMessage): Sought {
  return { room, parentId, since: triedAt, isIt: (seen) => carries(seen, digestEvent, deliveryId) }
}

function about({ room: { room }, deliveryId, correlationId }: Parameters<DigestSender['post']>[0]) {
  return { correlationId, room, deliveryId }
}
