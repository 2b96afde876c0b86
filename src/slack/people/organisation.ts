import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** Who the bot is: its author in messages. */
export interface Self {
  readonly user: string | undefined
  readonly bot: string | undefined
}

/** Whom the app belongs to, and who it is itself. */
export interface Organisation {
  /** The workspace; the organisation's own id where the app is installed on a whole Enterprise organisation. */
  readonly team: string
  /** The Enterprise organisation, where there is one. */
  readonly enterprise: string | undefined
  readonly self: Self
}

/** `auth.test`, as far as it is read. https://docs.slack.dev/reference/methods/auth.test */
const identitySchema = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
})

/** Rejects while it cannot be learned. */
export type FindOrganisation = () => Promise<Organisation>

/**
 * Learns by `auth.test` whom the app belongs to: asked once for all who want to know at a time, and remembered for
 * good, since a token never moves. Rejects while it cannot be learned, and asks again the next time.
 */
export function createFindOrganisation(client: Pick<WebClient, 'auth'>): FindOrganisation {
  let learning: Promise<Organisation> | undefined

  async function ask(): Promise<Organisation> {
    const { team_id, enterprise_id, user_id, bot_id } = identitySchema.parse(await client.auth.test())
    return { team: team_id, enterprise: enterprise_id ?? undefined, self: { user: user_id, bot: bot_id } }
  }

  return () => {
    learning ??= ask().catch((error: unknown) => {
      learning = undefined
      throw error
    })
    return learning
  }
}
