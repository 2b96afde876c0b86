import type { Said } from '../../core/question/said.ts'
import { type Asked, callOf } from '../answering.ts'
import type { Heard } from './heard.ts'

/** What was heard, as far as the person is known by now; `isForRoom` for a room to read the answer. */
export function saidOf(
  heard: Heard,
  { asked = askedOf(heard), isForRoom = false }: { asked?: Asked; isForRoom?: boolean } = {},
): Said {
  const { isAddressed, isDirect, thread, ts } = heard
  const call = callOf(asked, isForRoom)
  if (thread !== undefined) return { call, isAddressed, thread }
  // A channel talks of many things at a time; a conversation with the bot goes on.
  return isDirect ? { call, isAddressed, thread: null, opens: ts } : { call, isAddressed, thread: ts }
}

/** What was heard, as something that somebody asks. */
export function askedOf({ asker, room, text, correlationId }: Heard): Asked {
  return { asker, room, command: text, page: 1, fresh: false, correlationId }
}
