import type { Room } from './rooms.ts'

/** What the sandbox's bot token may do, unless the sandbox is started with others. */
export const usualScopes: readonly string[] = [
  ...['commands', 'chat:write', 'users:read', 'app_mentions:read'],
  ...['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  ...['channels:history', 'groups:history', 'im:history', 'mpim:history'],
]

/** The refusal for a token that may not read what was said in a room; undefined where it may. */
export function refuseHistory(room: Room, granted: readonly string[]) {
  const needed = room.person === undefined ? 'channels:history' : 'im:history'
  return granted.includes(needed)
    ? undefined
    : { error: 'missing_scope', needed, provided: granted.join(',') }
}
