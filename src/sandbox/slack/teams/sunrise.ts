import { botUser } from '../people.ts'
import { directMessages } from '../rooms.ts'
import type { Person, Room, Team, UserGroup } from '../team.ts'

const people: readonly Person[] = [
  {
    id: 'U0MISAKI001',
    handle: 'misaki.sato',
    name: '佐藤 美咲',
    locale: 'ja-JP',
    zone: 'Asia/Tokyo',
    kind: 'member',
  },
  {
    id: 'U0SEOYEON02',
    handle: 'seoyeon.kim',
    name: '김서연',
    locale: 'ko-KR',
    zone: 'Asia/Seoul',
    kind: 'member',
  },
  {
    id: 'U0EMILY0003',
    handle: 'emily.carter',
    name: 'Emily Carter',
    locale: 'en-US',
    zone: 'America/Los_Angeles',
    kind: 'member',
  },
  {
    id: 'U0YIJUN0004',
    handle: 'yijun.chen',
    name: '陳怡君',
    locale: 'zh-TW',
    zone: 'Asia/Taipei',
    kind: 'member',
  },
  {
    id: 'U0WANGWEI05',
    handle: 'wei.wang',
    name: '王伟',
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    kind: 'member',
  },
  {
    id: 'U0JORDAN006',
    handle: 'jordan.lee',
    name: 'Jordan Lee',
    locale: 'en-US',
    zone: 'Asia/Singapore',
    kind: 'guest',
  },
  {
    id: 'U0ROBIN0007',
    handle: 'robin.vale',
    name: 'Robin Vale (Acme)',
    locale: 'en-US',
    zone: 'Europe/London',
    kind: 'stranger',
  },
]

/** The channel that the desk listens to without being mentioned. */
export const supportChannel = 'C0HELP00004'

const channels: readonly Room[] = [
  {
    id: 'C0DESK00001',
    name: 'partner-desk',
    topic: 'Ask about customers here',
    isBotMember: true,
    isShared: false,
  },
  {
    id: 'C0SALES0002',
    name: 'sales',
    topic: 'Partner Desk is not a member here',
    isBotMember: false,
    isShared: false,
  },
  {
    id: 'C0ACME00003',
    name: 'shared-with-acme',
    topic: 'People of another organisation read this',
    isBotMember: true,
    isShared: true,
  },
  {
    id: supportChannel,
    name: 'support',
    topic: 'Questions are answered here without a mention',
    isBotMember: true,
    isShared: false,
  },
]

/** The guest is in it as well, whom a list of allowed groups makes no member. */
const support: UserGroup = {
  id: 'S0SUPPORT00',
  handle: 'support',
  people: ['U0MISAKI001', 'U0SEOYEON02', 'U0EMILY0003', 'U0JORDAN006'],
}

/** The workspace of the playground. */
export function sunrise(id: string): Team {
  return {
    id,
    name: 'Sunrise Partners',
    domain: 'sunrise-partners',
    bot: botUser('U0DESKBOT00'),
    botId: 'B0DESKBOT00',
    people,
    rooms: [...channels, ...directMessages(people)],
    userGroups: [support],
  }
}
