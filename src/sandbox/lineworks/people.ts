import type { WireRow } from '../world/wire-row.ts'

/** The languages that LINE WORKS knows, as it writes them. */
export const languages = ['ja_JP', 'ko_KR', 'en_US', 'zh_TW', 'zh_CN'] as const

export type Language = (typeof languages)[number]

/** Somebody whom the sandbox's LINE WORKS knows. */
export interface Person {
  /** The resource id. */
  readonly id: string
  /** The login e-mail, which stands for the id in paths. */
  readonly email: string
  /** As the same person is called on the sandbox's Slack. */
  readonly name: string
  readonly lastName: string
  readonly firstName: string
  readonly locale: Language
  /** IANA. */
  readonly zone: string
  readonly domainId: bigint
  readonly kind: 'member' | 'stranger'
}

/** The partner's own. */
export const domain = { id: 40029601n, name: 'Sunrise Partners' }

/** Another domain that the bot was opened to. Its id is of the length that real ones may have. */
const foreignDomainId = 4002960212345678901n

const member = { domainId: domain.id, kind: 'member' } as const

/** Those who can be acted for. */
export const people: readonly Person[] = [
  {
    ...member,
    id: '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901',
    email: 'misaki.sato@sunrise.example',
    name: '佐藤 美咲',
    lastName: '佐藤',
    firstName: '美咲',
    locale: 'ja_JP',
    zone: 'Asia/Tokyo',
  },
  {
    ...member,
    id: '7c41e8b0-93d2-4f5a-b6e7-20ad63c8f902',
    email: 'seoyeon.kim@sunrise.example',
    name: '김서연',
    lastName: '김',
    firstName: '서연',
    locale: 'ko_KR',
    zone: 'Asia/Seoul',
  },
  {
    ...member,
    id: 'b05d37f4-16c8-4ae9-9d21-31be74d9a903',
    email: 'emily.carter@sunrise.example',
    name: 'Emily Carter',
    lastName: 'Carter',
    firstName: 'Emily',
    locale: 'en_US',
    zone: 'America/Los_Angeles',
  },
  {
    ...member,
    id: 'e8a2540d-7f36-4b1c-a5f8-42cf85eab904',
    email: 'yijun.chen@sunrise.example',
    name: '陳怡君',
    lastName: '陳',
    firstName: '怡君',
    locale: 'zh_TW',
    zone: 'Asia/Taipei',
  },
  {
    ...member,
    id: '139c6be7-a84f-4d60-8c35-53d096fbc905',
    email: 'wei.wang@sunrise.example',
    name: '王伟',
    lastName: '王',
    firstName: '伟',
    locale: 'zh_CN',
    zone: 'Asia/Shanghai',
  },
  {
    id: '46f08d2a-cb95-4e73-b189-64e1a70cd906',
    email: 'robin.vale@acme.example',
    name: 'Robin Vale (Acme)',
    lastName: 'Vale',
    firstName: 'Robin',
    locale: 'en_US',
    zone: 'Europe/London',
    domainId: foreignDomainId,
    kind: 'stranger',
  },
]

/** By resource id or login e-mail, either of which a path may hold. */
export function findPerson(key: string): Person | undefined {
  return people.find(({ id, email }) => id === key || email === key)
}

const profileOf = ({ id, domainId, lastName, firstName }: Person) => ({
  domainId,
  userId: id,
  userName: { lastName, firstName },
})

/** What `user.profile.read` is shown: neither language nor zone. https://developers.worksmobile.com/jp/docs/user-get-profile */
export const toProfile = (person: Person): WireRow => profileOf(person)

/** https://developers.worksmobile.com/jp/docs/user-get-email */
export const toEmail = ({ id, email }: Person): WireRow => ({ userId: id, email })

/** https://developers.worksmobile.com/en/docs/user-get */
export const toUser = (person: Person): WireRow => ({
  ...profileOf(person),
  email: person.email,
  locale: person.locale,
  timeZone: person.zone,
})
