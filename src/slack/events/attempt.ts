import type { Message } from '../message.ts'
import { type Failure, readFailure } from '../web-api/read-failure.ts'

/** Makes one request to Slack. Undefined when it was taken, otherwise what has become of it. Never rejects. */
export async function attempt(
  request: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<Failure | undefined> {
  try {
    await request()
    return undefined
  } catch (error) {
    onError(error)
    return readFailure(error)
  }
}

/** The text alone, where it was the blocks that Slack refused; otherwise undefined. */
export function withoutRefusedBlocks({ text, blocks }: Message, failure: Failure): Message | undefined {
  return blocks && failure.kind === 'refused' && failure.reason.includes('blocks') ? { text } : undefined
}
