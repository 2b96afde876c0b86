import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** Who can read a room: our own organisation alone, or others too. */
export type Readership = 'ours' | 'others' | 'unknown'

/** `conversations.info`, as far as it is read. https://docs.slack.dev/reference/objects/conversation-object */
export const channelSchema = z.object({
  id: z.string(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_shared: z.boolean().optional(),
  is_org_shared: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
})

/**
 * Asks who can read a room; never remembered, because a room can be opened to others at any time.
 * `unknown` where the bot may not see the room, Slack does not answer, or the answer leaves it open.
 */
export async function findReadership(
  client: Pick<WebClient, 'conversations'>,
  room: string,
  onError: (error: unknown) => void,
): Promise<Readership> {
  try {
    const { channel } = await client.conversations.info({ channel: room })
    return readershipOf(channelSchema.parse(channel), room)
  } catch (error) {
    onError(error)
    return 'unknown'
  }
}

/** `unknown` where the answer leaves it open, or is about another room. */
export function readershipOf(channel: z.infer<typeof channelSchema>, room: string): Readership {
  const { id, is_im, is_mpim, is_ext_shared, is_pending_ext_shared, is_shared, is_org_shared } = channel
  if (is_ext_shared || is_pending_ext_shared || (is_shared && !is_org_shared)) return 'others'
  // Direct messages need not say whether they are shared; every channel does.
  const isTold = is_im || is_mpim || is_ext_shared === false
  return id === room && isTold ? 'ours' : 'unknown'
}
