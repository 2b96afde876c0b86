import { botUser } from '../people.ts'
import { directMessages } from '../rooms.ts'
import type { Person, Room, Team } from '../team.ts'

const people: readonly Person[] = [
  {
    id: 'U1HARUTO001',
    handle: 'haruto.mori',
    name: '森 陽翔',
    locale: 'ja-JP',
    zone: 'Asia/Tokyo',
    kind: 'member',
  },
  {
    id: 'U1MINJUN002',
    handle: 'minjun.park',
    name: '박민준',
    locale: 'ko-KR',
    zone: 'Asia/Seoul',
    kind: 'member',
  },
  {
    id: 'U1OLIVIA003',
    handle: 'olivia.grant',
    name: 'Olivia Grant',
    locale: 'en-US',
    zone: 'America/New_York',
    kind: 'member',
  },
]

const channels: readonly Room[] = [
  {
    id: 'C1DESK00001',
    name: 'customers',
    topic: 'Ask about customers here',
    isBotMember: true,
    isShared: false,
  },
  {
    id: 'C1LOBBY0002',
    name: 'lobby',
    topic: 'Partner Desk is not a member here',
    isBotMember: false,
    isShared: false,
  },
]

/** Another reseller's workspace, which nobody has installed the desk in before somebody does. */
export function harbor(id: string): Team {
  return {
    id,
    name: 'Harbor Resellers',
    domain: 'harbor-resellers',
    bot: botUser('U1DESKBOT00'),
    botId: 'B1DESKBOT00',
    people,
    rooms: [...channels, ...directMessages(people)],
    userGroups: [],
  }
}
