import type { CommandSpec } from '../../core/command.ts'

/** How the digest of a room is asked for. */
export const digestSpec = {
  name: 'digest',
  takes: { digest: 'optional' },
  example: 'daily 09:00 within 14',
  hasSlash: false,
  isHidden: false,
  isPrivate: false,
} as const satisfies CommandSpec
