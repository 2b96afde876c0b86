import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** Whom the app belongs to. */
export interface Organisation {
  /** The workspace; the organisation's own id where the app is installed on a whole Enterprise organisation. */
  readonly team: string
  /** The Enterprise organisation, where there is one. */
  readonly enterprise: string | undefined
}

/** `auth.test`, as far as it is read. https://docs.slack.dev/reference/methods/auth.test */
const identitySchema = z.object({ team_id: z.string(), enterprise_id: z.string().nullish() })

/**
 * Learns by `auth.test` whom the app belongs to: asked once for all who want to know at a time, and remembered for
 * good, since a token never moves. Rejects while it cannot be learned, and asks again the next time.
 */
export function createFindOrganisation(client: Pick<WebClient, 'auth'>): () => Promise<Organisation> {
  let learning: Promise<Organisation> | undefined

  async function ask(): Promise<Organisation> {
    const { team_id, enterprise_id } = identitySchema.parse(await client.auth.test())
    return { team: team_id, enterprise: enterprise_id ?? undefined }
  }

  return () => {
    learning ??= ask().catch((error: unknown) => {
      learning = undefined
      throw error
    })
    return learning
  }
}
