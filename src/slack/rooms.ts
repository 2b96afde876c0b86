import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** Who can read a room: our own organisation alone, or others too. */
export type Readership = 'ours' | 'others' | 'unknown'

/** `conversations.info`, as far as it is read. https://docs.slack.dev/reference/objects/conversation-object */
const channelSchema = z.object({
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_shared: z.boolean().optional(),
  is_org_shared: z.boolean().optional(),
})

/**
 * Asks who can read a room; never remembered, because a room can be opened to others at any time.
 * `unknown` where the bot may not see the room, or Slack does not answer.
 */
export async function findReadership(
  client: Pick<WebClient, 'conversations'>,
  room: string,
  onError: (error: unknown) => void,
): Promise<Readership> {
  try {
    const { channel } = await client.conversations.info({ channel: room })
    const { is_ext_shared, is_pending_ext_shared, is_shared, is_org_shared } = channelSchema.parse(channel)
    const isOpen = is_ext_shared || is_pending_ext_shared || (is_shared && !is_org_shared)
    return isOpen ? 'others' : 'ours'
  } catch (error) {
    onError(error)
    return 'unknown'
  }
}
