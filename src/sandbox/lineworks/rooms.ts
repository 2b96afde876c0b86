import { domain, people } from './people.ts'

/** A conversation that a bot can take part in. */
export interface Room {
  /** Of a group its channelId; of a direct room the person's userId, as messages there name no channel. */
  readonly id: string
  readonly channelId: string
  readonly name: string
  readonly topic: string
  readonly kind: 'direct' | 'group'
  readonly domainId: bigint
  /** The person who talks with the bot in a direct room. */
  readonly person?: string
}

export const botName = 'Partner Desk'

const group = { kind: 'group', domainId: domain.id } as const

export const deskRoom: Room = {
  ...group,
  id: '8f3c10d5-62ab-4b97-a1e4-c0de00000001',
  channelId: '8f3c10d5-62ab-4b97-a1e4-c0de00000001',
  name: 'Partner team',
  topic: 'Address the bot by its name or with a slash',
}

const salesRoom: Room = {
  ...group,
  id: '8f3c10d5-62ab-4b97-a1e4-c0de00000002',
  channelId: '8f3c10d5-62ab-4b97-a1e4-c0de00000002',
  name: 'Sales',
  topic: 'The bot has to be invited here',
}

const directRooms = people.map(
  ({ id, domainId }, index): Room => ({
    id,
    channelId: `8f3c10d5-62ab-4b97-a1e4-d1ec0000000${index + 1}`,
    name: botName,
    topic: 'Between you and the bot',
    kind: 'direct',
    domainId,
    person: id,
  }),
)

export const rooms: readonly Room[] = [deskRoom, salesRoom, ...directRooms]

/** Whether somebody can read and write there: everybody of the own domain in groups, the one person in direct rooms. */
export function isOpenTo(room: Room, person: { readonly id: string; readonly domainId: bigint }): boolean {
  return room.person === undefined ? room.domainId === person.domainId : room.person === person.id
}

/** By the id that the sandbox knows it by. */
export function findRoom(id: string): Room | undefined {
  return rooms.find((room) => room.id === id)
}

/** By the id that the Bot API knows it by; a person's is none. */
export function findChannel(channelId: string): Room | undefined {
  return rooms.find((room) => room.channelId === channelId)
}
