import { randomUUID } from 'node:crypto'
import { toDeskError } from '../../core/errors.ts'
import type { PageTurn } from '../../storage/copy/listing.ts'
import { type Collecting, instantNow } from './collecting.ts'
import { stopForWantOfPermission } from './stop-for-want-of-permission.ts'
import { unlessStopped } from './unless-stopped.ts'

/** Tries in a row, each already with the client's own retries, with a minute between them. */
const mostTries = 5

/**
 * Reads the list from where it stands, page by page, each kept before the next is asked for. Does nothing where
 * another process reads it. Failures are put down in the pass; only the store's are thrown.
 */
export async function listCustomers(collecting: Collecting, pass: number): Promise<void> {
  const { partner, listing, worker, leaseMs, stopping, wallClock } = collecting
  const begun = await listing.take(pass, worker, leaseMs)
  if (!begun) return

  let { cursor: from, failures } = begun
  for (;;) {
    const at = instantNow(wallClock)
    const turn = { pass, lister: worker, from, leaseMs, at }
    const asked = partner.customers(from, { correlationId: randomUUID(), fresh: true })
    const page = await unlessStopped(asked, stopping).catch(async (error: unknown) => {
      if (!stopping.aborted) await putDown(collecting, turn, failures + 1, error)
    })
    if (!page) return
    if ((await listing.keepPage(turn, page)) !== 'next') return
    from = page.nextCursor
    failures = 0
  }
}

async function putDown(collecting: Collecting, turn: PageTurn, tries: number, error: unknown): Promise<void> {
  const { listing, windowMs, log } = collecting
  const { code, message } = toDeskError(error)
  const fields = { pass: turn.pass, code, reason: message, tries }
  if (code === 'no_permission') {
    await stopForWantOfPermission(collecting, message)
  } else if (tries >= mostTries) {
    log.error(fields, 'the list of customers cannot be read to its end; reading those that it held so far')
    await listing.abandon(turn, code)
  } else {
    log.warn(fields, 'the list of customers could not be read; trying again')
    // A cursor that has aged is refused as wrong, and only the beginning of the list needs none.
    const isCursorRefused = code === 'partner_refused' && turn.from !== null
    await listing.retry(turn, windowMs, isCursorRefused)
  }
}
