import { within } from '../../async/within.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import { type Digest, type DigestRoom, roomOf } from '../../core/digest/digest.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import { usualRule } from '../../core/digest/usual-rule.ts'
import type { Log, Readers } from '../../core/ports.ts'
import { type Answer, type Asked, callOf } from '../answering.ts'
import { toSlackText } from '../blocks/slack-text.ts'
import type { OpenReplies } from '../late/reply.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import type { Workspace } from '../workspace.ts'
import type { Workspaces } from '../workspaces.ts'
import { type FormOrigin, writeOrigin } from './form-origin.ts'
import { formView } from './form-view.ts'

/** The digest that a room has; undefined where it has none. */
export type FindDigest = (room: DigestRoom) => Promise<Digest | undefined>

export interface OpenFormOptions {
  readonly workspaces: Pick<Workspaces, 'runFor'>
  readonly say: DeskPorts['say']
  readonly openReplies: OpenReplies
  readonly findDigest: FindDigest
  readonly log: Log
}

/** Shows the form for a room's digest, or says to the presser alone why not. Never rejects. */
export type OpenForm = (asked: Asked, origin: FormOrigin, triggerId: string) => Promise<void>

/** This button opens the form, wherever it stands; typed, the same line is answered like any other. */
export const formCommand = 'digest form'

/** A trigger is good for 3 s, and who presses is looked up within the same. */
const findMs = 1000

export function createOpenForm(options: OpenFormOptions): OpenForm {
  const { workspaces, say, openReplies, findDigest, log } = options
  const opened: Answer = { outcome: 'answer', message: { text: '' } }

  async function findRule(asked: Asked, { person, room }: Readers): Promise<DigestRule> {
    const { correlationId } = asked
    const finding = findDigest(roomOf(callOf(asked))).catch((err: unknown) => {
      log.warn({ correlationId, err }, 'digest not found for the form')
      return undefined
    })
    return (await within(findMs, finding))?.rule ?? usualRule({ zone: person.zone, locale: room.locale })
  }

  type Opening = Pick<Workspace, 'client'> & { readonly origin: FormOrigin; readonly triggerId: string }

  const open =
    ({ client, origin, triggerId }: Opening) =>
    async (asked: Asked, readers: Readers) => {
      const { correlationId, asker } = asked
      const reader = readers.person
      const rule = await findRule(asked, readers)
      const view = formView(rule, (key, values) => say(key, reader, values), writeOrigin(origin))
      try {
        await client.views.open({ trigger_id: triggerId, view })
        log.info({ correlationId, person: asker.person }, 'form for a digest opened')
        return opened
      } catch (error) {
        log.warn({ correlationId, err: describeSlackError(error) }, 'form for a digest not opened')
        const text = toSlackText(say('digestForm.notOpened', reader), 3000)
        return { outcome: 'failed', message: { text } } satisfies Answer
      }
    }

  return async (asked, origin, triggerId) => {
    const answer = await workspaces.runFor(asked, ({ answering, client }) =>
      answering.forMember(asked, open({ client, origin, triggerId })),
    )
    if (answer === opened) return
    const { responseUrl, thread } = origin
    await openReplies(responseUrl, asked.correlationId).send({
      response_type: 'ephemeral',
      replace_original: false,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...answer.message,
    })
  }
}
