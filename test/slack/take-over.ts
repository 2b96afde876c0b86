import { expect } from 'vitest'
import type { Slack } from '../../src/slack/app.ts'

/** Has a process go on with what others have left, until that is over. */
export async function takeOver({ slack }: { readonly slack: Slack }): Promise<void> {
  await slack.start()
  expect(await slack.settled(5_000)).toBe(true)
}
