import type { Room } from './team.ts'

/** What the sandbox's bot token may do, unless the sandbox is started with others; an install has what it asks for. */
export const usualScopes: readonly string[] = [
  ...['commands', 'chat:write', 'users:read', 'usergroups:read', 'app_mentions:read'],
  ...['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  ...['channels:history', 'groups:history', 'im:history', 'mpim:history'],
]

/** The refusal for a token that may not read what was said in a room; undefined where it may. */
export function refuseHistory(room: Room, granted: readonly string[]) {
  return refuseScope(room.person === undefined ? 'channels:history' : 'im:history', granted)
}

/** The refusal for a token without a scope; undefined where it has it. */
export function refuseScope(needed: string, granted: readonly string[]) {
  return granted.includes(needed)
    ? undefined
    : { error: 'missing_scope', needed, provided: granted.join(',') }
}
