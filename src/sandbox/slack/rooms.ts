import { refuseHistory } from './scopes.ts'
import type { Room, Team } from './team.ts'

/** The conversation that each person has with the bot. */
export function directMessages(people: Team['people']): Room[] {
  return people.map(({ id }) => ({
    id: `D${id.slice(1)}`,
    name: 'directmessage',
    topic: 'Between you and the bot',
    isBotMember: true,
    isShared: false,
    person: id,
  }))
}

/** By its id; a person's id stands for the direct messages with that person, as in `chat.postMessage`. */
export function findRoom({ rooms }: Team, id: unknown): Room | undefined {
  return rooms.find((room) => room.id === id || (room.person !== undefined && room.person === id))
}

/** By the id of the conversation alone. */
export function findConversation({ rooms }: Team, id: unknown): Room | undefined {
  return rooms.find((room) => room.id === id)
}

/** A conversation whose history the bot may read, or the refusal. */
export function findReadableRoom(
  id: unknown,
  { team, scopes }: { readonly team: Team; readonly scopes: readonly string[] },
): Room | { readonly error: string } {
  const room = findConversation(team, id)
  if (!room) return { error: 'channel_not_found' }
  const refusal = refuseHistory(room, scopes)
  if (refusal) return refusal
  return room.isBotMember ? room : { error: 'not_in_channel' }
}

/** A conversation as `conversations.info` gives one. */
export function toSlackChannel(room: Room, teamId: string): object {
  const isDirect = room.person !== undefined
  return {
    id: room.id,
    ...(isDirect ? { user: room.person } : { name: room.name, name_normalized: room.name }),
    is_channel: !isDirect,
    is_group: false,
    is_im: isDirect,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    is_member: room.isBotMember,
    is_shared: room.isShared,
    is_ext_shared: room.isShared,
    is_pending_ext_shared: false,
    is_org_shared: false,
    context_team_id: teamId,
    topic: { value: room.topic, creator: '', last_set: 0 },
  }
}
