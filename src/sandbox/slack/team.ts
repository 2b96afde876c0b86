/** Somebody whom a workspace of the sandbox knows. */
export interface Person {
  readonly id: string
  /** The short name that Slack sends along with commands. */
  readonly handle: string
  readonly name: string
  /** As Slack writes it, such as `ja-JP`. */
  readonly locale: string
  /** IANA. */
  readonly zone: string
  readonly kind: 'member' | 'guest' | 'stranger' | 'bot'
}

/** A conversation of a workspace. */
export interface Room {
  readonly id: string
  /** Without `#`; direct messages go by the name that Slack sends along with commands. */
  readonly name: string
  readonly topic: string
  readonly isBotMember: boolean
  /** Whether another organisation shares it. */
  readonly isShared: boolean
  /** The person who talks with the bot in a direct message. */
  readonly person?: string
}

/** A group of people that can be mentioned, as `@support`. */
export interface UserGroup {
  readonly id: string
  readonly handle: string
  /** Ids. */
  readonly people: readonly string[]
}

/** A Slack workspace as it stands: who is in it, and where they talk. Slack calls it a team in its payloads. */
export interface Team {
  readonly id: string
  readonly name: string
  /** What stands before `.slack.com`. */
  readonly domain: string
  /** The desk's user there; another one in each workspace, as in Slack. */
  readonly bot: Person
  readonly botId: string
  /** Those who can be acted for. */
  readonly people: readonly Person[]
  readonly rooms: readonly Room[]
  readonly userGroups: readonly UserGroup[]
}
