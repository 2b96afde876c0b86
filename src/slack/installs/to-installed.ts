import { randomUUID } from 'node:crypto'
import type { Installation as Granted } from '@slack/oauth'
import type { Installed } from './installed.ts'

/** What Slack has granted, to whom. */
export interface Grant {
  /** The workspace, or the organisation that has the app as a whole. */
  readonly workspace: string
  readonly installed: Installed
}

/** Undefined where Slack granted no bot, or does not say for whom. */
export function toGrant({ isEnterpriseInstall, enterprise, team, bot }: Granted): Grant | undefined {
  const place = isEnterpriseInstall ? enterprise : team
  if (!place || !bot) return undefined
  const { token, refreshToken, expiresAt } = bot
  const isRotating = refreshToken !== undefined && expiresAt !== undefined
  return {
    workspace: place.id,
    installed: {
      id: randomUUID(),
      token,
      name: place.name ?? place.id,
      // The library gives seconds.
      ...(isRotating ? { rotation: { refreshToken, expiresAt: expiresAt * 1000 } } : {}),
    },
  }
}
