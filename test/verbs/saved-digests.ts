import { join } from 'node:path'
import type { Instant } from '../../src/core/calendar.ts'
import type { Digest } from '../../src/core/digest/digest.ts'
import { createDigestRows } from '../../src/storage/digests/digest-rows.ts'
import { openStore } from '../../src/storage/open/open-store.ts'

/** A room of the sandbox that the bot is in; with one token any workspace is that token’s. */
const slackRoom = {
  platform: 'slack',
  workspace: 'T0DESK00001',
  room: 'C0DESK00001',
  isDirect: false,
} as const
export const rule = {
  at: '09:00',
  zone: 'Asia/Tokyo',
  days: 30,
  locale: 'ja',
  contains: null,
  everyDay: false,
} as const
/** Not due in the time of any test. */
export const digest: Digest = {
  ...slackRoom,
  rule,
  setBy: { person: 'U1', name: '佐藤 美咲' },
  nextAt: '2099-11-20T00:00:00.000Z' as Instant,
  paused: null,
}
/** Puts digests into the store of a desk on its own sandbox, which does not run. */
export async function saveDigests(dataDir: string, digests: readonly Digest[]): Promise<void> {
  const store = await openStore({ dataDir: join(dataDir, 'sandbox') })
  await store.migrate()
  const rows = createDigestRows(store.db)
  for (const each of digests) await rows.save(each)
  await store.close()
}

/** What is printed, line by line. */
export const cells = (output: string) =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
