import type { ContextBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { slackInvite } from '../core/bot-name.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { MessageKey } from '../core/message-key.ts'
import { data, type Phrase } from '../core/phrase.ts'
import type { Log, Readers } from '../core/ports.ts'
import { type Answer, type Answering, type Asked, callOf } from './answering.ts'
import { toSlackText } from './blocks/slack-text.ts'
import { inLanguage } from './in-language.ts'
import { findReadership } from './people/rooms.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface ShareOptions {
  readonly answering: Answering
  readonly desk: DeskPorts
  readonly client: Pick<WebClient, 'conversations'>
  readonly log: Log
}

/** Makes an answer for a whole room to read, or the reason why not. Never rejects. */
export type Share = (asked: Asked) => Promise<Answer>

/**
 * Shares only what may be shared, and only where nobody from another organisation reads along, both before the
 * question and after the answer; where that cannot be learned, not at all. An error stays with the person who pressed.
 */
export function createShare({ answering, desk, client, log }: ShareOptions): Share {
  async function share(asked: Asked, { person: reader, room: readers }: Readers): Promise<Answer> {
    const { room, correlationId, asker, locale } = asked
    const everybody = inLanguage(readers, locale)
    const refuse = (key: MessageKey, values: Record<string, Phrase> = {}): Answer => {
      log.info({ correlationId, person: asker.person, room, reason: key }, 'not shared')
      desk.noteRefusal(callOf(asked, true))
      return { outcome: 'refused', message: { text: toSlackText(desk.say(key, reader, values), 3000) } }
    }
    if (!desk.isShareable(asked.command)) return refuse('contact.private')

    const refuseStrangers = async (): Promise<Answer | undefined> => {
      const readership = await findReadership(client, room, (error) => {
        const err = describeSlackError(error)
        log.warn({ correlationId, room, err }, 'who reads the room could not be learned')
      })
      if (readership === 'others') return refuse('slack.shareExternal')
      return readership === 'unknown'
        ? refuse('slack.shareUnknown', { invite: data(slackInvite) })
        : undefined
    }

    const early = await refuseStrangers()
    if (early) return early
    const answer = await answering.ask(asked, everybody, true)
    if (answer.outcome !== 'answer') return answer
    // The answer may have taken long enough for somebody to open the room.
    const late = await refuseStrangers()
    if (late) return late

    const { text, blocks = [] } = answer.message
    const sharer = desk.say('note.sharedBy', everybody, { person: data(`<@${asker.person}>`) })
    const note: ContextBlock = { type: 'context', elements: [{ type: 'mrkdwn', text: sharer }] }
    return { outcome: 'shared', message: { text, blocks: [...blocks, note] } }
  }

  return (asked) => answering.forMember(asked, share)
}
