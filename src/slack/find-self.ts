import type { WebClient } from '@slack/web-api'

/** Who the bot is: its author in messages. */
export interface Self {
  readonly user: string | undefined
  readonly bot: string | undefined
}

/** Learns it by `auth.test`, once for good: a token never moves. Rejects while it cannot be learned. */
export function createFindSelf(client: Pick<WebClient, 'auth'>): () => Promise<Self> {
  let learning: Promise<Self> | undefined

  async function ask(): Promise<Self> {
    const { user_id, bot_id } = await client.auth.test()
    return { user: user_id, bot: bot_id }
  }

  return () => {
    learning ??= ask().catch((error: unknown) => {
      learning = undefined
      throw error
    })
    return learning
  }
}
