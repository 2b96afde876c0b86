import type { SandboxContext } from '../context.ts'
import type { Message } from '../messages.ts'
import type { WireRow } from '../world/wire-row.ts'
import { directEvent, groupEvent } from './events.ts'
import type { Action } from './find-action.ts'
import type { Person } from './people.ts'
import { deskRoom, type Room } from './rooms.ts'
import { sendCallback } from './send-callback.ts'

/** What came of telling the bot of something: `not_sent` where there was nothing to tell, or no bot. */
export type Outcome = 'delivered' | 'failed' | 'not_sent'

/** LINE WORKS as the sandbox plays it: what its routes share. */
export interface Tenant {
  readonly context: SandboxContext
  /** Buttons of the persistent menu; none where it was not registered. */
  menu: readonly Action[]
  /** Whether the bot is in the group, or the direct room has begun. */
  hasBot(room: Room): boolean
  /** Takes the bot in or out and tells it so; a direct room needs its person. Once: what is so already is not told. */
  setBot(room: Room, isMember: boolean, person?: Person): Promise<Outcome>
  /** Tells the bot of something that happened in a room, where it is there. */
  tell(room: Room, event: WireRow): Promise<Outcome>
  /** Records a message by `bot` or a person. */
  say(room: Room, author: string, payload: Message['payload']): void
  /** Rooms as they were at the start. The menu stays: its operator would not register it again. */
  reset(): void
}

export function createTenant(context: SandboxContext): Tenant {
  const { clock, messages } = context
  const withBot = new Set([deskRoom.id])
  const send = async (event: WireRow) => ((await sendCallback(event, context)) ? 'delivered' : 'failed')
  let count = 0

  return {
    context,
    menu: [],
    hasBot: ({ id }) => withBot.has(id),
    async setBot(room, isMember, person) {
      if (withBot.has(room.id) === isMember) return 'not_sent'
      if (isMember) withBot.add(room.id)
      else withBot.delete(room.id)
      return send(
        person
          ? directEvent(isMember ? 'begin' : 'end', person, room)
          : groupEvent(isMember ? 'join' : 'leave', room),
      )
    },
    tell: async (room, event) => (withBot.has(room.id) ? send(event) : 'not_sent'),
    say(room, author, payload) {
      count += 1
      messages.add({
        id: `lineworks-${count}`,
        platform: 'lineworks',
        workspace: String(room.domainId),
        room: room.id,
        ...(room.person === undefined ? {} : { person: room.person }),
        author,
        ephemeral: false,
        at: new Date(clock.now()).toISOString(),
        payload,
      })
    },
    reset() {
      withBot.clear()
      withBot.add(deskRoom.id)
    },
  }
}
