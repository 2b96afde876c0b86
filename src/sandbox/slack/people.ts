import { DateTime } from 'luxon'
import type { Person, Team } from './team.ts'

/** The workspace of the stranger. */
const foreignTeamId = 'T0ACMEINC00'

/** The desk's user in a workspace. */
export function botUser(id: string): Person {
  return {
    id,
    handle: 'partner_desk',
    name: 'Partner Desk',
    locale: 'en-US',
    zone: 'Asia/Tokyo',
    kind: 'bot',
  }
}

/** Slack's own voice; its id is the same in every workspace. */
export const slackbot: Person = {
  id: 'USLACKBOT',
  handle: 'slackbot',
  name: 'Slackbot',
  locale: 'en-US',
  zone: 'America/Los_Angeles',
  kind: 'bot',
}

export function findPerson({ people, bot }: Team, id: unknown): Person | undefined {
  return [...people, bot, slackbot].find((person) => person.id === id)
}

/** The id of the workspace that a person is a member of. */
export function teamOf({ kind }: Person, ownTeamId: string): string {
  return kind === 'stranger' ? foreignTeamId : ownTeamId
}

/** A person as `users.info` gives one; the zone's offset is that of `nowMs`. Strangers' languages are not told. */
export function toSlackUser(person: Person, ownTeamId: string, nowMs: number, withLocale: boolean): object {
  const local = DateTime.fromMillis(nowMs, { zone: person.zone })
  const teamId = teamOf(person, ownTeamId)
  return {
    id: person.id,
    team_id: teamId,
    name: person.handle,
    real_name: person.name,
    deleted: false,
    tz: person.zone,
    tz_label: local.offsetNameLong,
    tz_offset: local.offset * 60,
    profile: { real_name: person.name, display_name: person.name, team: teamId },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest',
    is_ultra_restricted: false,
    is_bot: person.kind === 'bot',
    is_app_user: false,
    // Also of strangers: who shares a channel with us need not be one to Slack, so only the team tells.
    is_stranger: false,
    ...(withLocale && person.kind !== 'stranger' ? { locale: person.locale } : {}),
  }
}
