import { expect } from 'vitest'
import type { LineWorksDesk } from './lineworks-desk.ts'

/** Has a process go on with what others have left, until that is over. */
export async function takeOver({ lineWorks }: Pick<LineWorksDesk, 'lineWorks'>): Promise<void> {
  await lineWorks.start()
  expect(await lineWorks.settled(5_000)).toBe(true)
}
