import { type Refusal, readContent } from './read-content.ts'
import type { Origin } from './response-urls.ts'
import type { Workspace } from './workspace.ts'

/**
 * Takes what an app sends to a `response_url`, or in answer to a command: a new message for the person alone unless
 * it says `in_channel`, or a change of the message it belongs to. An ephemeral message stays one.
 */
export function receiveResponse(
  given: Readonly<Record<string, unknown>>,
  origin: Origin,
  { context, say }: Workspace,
): Refusal | undefined {
  if (given.delete_original === true && origin.message !== undefined) {
    context.messages.delete(origin.message)
    return undefined
  }
  const content = readContent(given)
  if ('error' in content) return content

  const isReplaced =
    given.replace_original === true &&
    origin.message !== undefined &&
    context.messages.replace(origin.message, content.payload)
  if (isReplaced) return undefined

  const isPublic = given.response_type === 'in_channel'
  const ts = say({
    room: origin.room,
    author: 'bot',
    payload: content.payload,
    ...(isPublic ? {} : { onlyFor: origin.person }),
    ...(typeof given.thread_ts === 'string' ? { thread: given.thread_ts } : {}),
  })
  origin.message ??= ts
  return undefined
}
