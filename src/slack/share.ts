import type { ContextBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Reader } from '../core/call.ts'
import type { MessageKey } from '../core/message-key.ts'
import { data, type Phrase } from '../core/phrase.ts'
import type { Log } from '../core/ports.ts'
import type { Answer, Answering, Asked } from './answering.ts'
import type { DeskPorts } from './desk-ports.ts'
import { findReadership } from './rooms.ts'
import { toSlackText } from './slack-text.ts'

export interface ShareOptions {
  readonly answering: Answering
  readonly desk: DeskPorts
  readonly client: Pick<WebClient, 'conversations'>
  readonly log: Log
}

/** Makes an answer for a whole room to read, or the reason why not. Never rejects. */
export type Share = (asked: Asked) => Promise<Answer>

/**
 * Shares only what may be shared, and only where nobody from another organisation reads along;
 * where that cannot be learned, not at all. An error stays with the person who pressed.
 */
export function createShare({ answering, desk, client, log }: ShareOptions): Share {
  async function share(asked: Asked, reader: Reader): Promise<Answer> {
    const { room, correlationId, asker } = asked
    const refuse = (key: MessageKey, values: Record<string, Phrase> = {}): Answer => {
      log.info({ correlationId, person: asker.person, room, reason: key }, 'not shared')
      return { outcome: 'refused', message: { text: toSlackText(desk.say(key, reader, values), 3000) } }
    }
    if (!desk.isShareable(asked.command)) return refuse('contact.private')

    const readership = await findReadership(client, room, (error) =>
      log.warn({ correlationId, room, err: error }, 'who reads the room could not be learned'),
    )
    if (readership === 'others') return refuse('slack.shareExternal')
    if (readership === 'unknown') return refuse('slack.shareUnknown', { invite: data('/invite') })

    const answer = await answering.ask(asked, reader, true)
    if (answer.outcome !== 'answer') return answer
    const { text, blocks = [] } = answer.message
    const sharer = desk.say('note.sharedBy', reader, { person: data(`<@${asker.person}>`) })
    const note: ContextBlock = { type: 'context', elements: [{ type: 'mrkdwn', text: sharer }] }
    return { outcome: 'shared', message: { text, blocks: [...blocks, note] } }
  }

  return (asked) => answering.forMember(asked, (reader) => share(asked, reader))
}
