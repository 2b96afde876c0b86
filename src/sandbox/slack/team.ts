import type { Person } from './people.ts'
import type { Room } from './rooms.ts'

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
