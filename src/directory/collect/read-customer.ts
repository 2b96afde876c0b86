import { randomUUID } from 'node:crypto'
import { type DeskError, toDeskError } from '../../core/errors.ts'
import type { CustomerParts } from '../../storage/copy/customers.ts'
import type { ClaimedReading } from '../../storage/copy/readings.ts'
import { type Collecting, instantNow } from './collecting.ts'
import { nearestEndOn } from './nearest-end-on.ts'
import { stopForWantOfPermission } from './stop-for-want-of-permission.ts'
import { unlessStopped } from './unless-stopped.ts'

/** Minutes to the next try: the first outlasts a hiccup, the second most outages. Then it waits for its hour. */
const retryAfterWindows = [1, 5]

/** Reads a customer that this process has claimed, and keeps what came of it. Only the store's failures are thrown. */
export async function readCustomer(
  collecting: Collecting,
  claimed: ClaimedReading,
): Promise<'read' | 'failed' | 'stopped'> {
  const { customers, clock, wallClock, stopping } = collecting
  const { domainId, customer } = claimed
  const at = instantNow(wallClock)
  const parts = await unlessStopped(ask(collecting, claimed), stopping).catch((error: unknown) =>
    toDeskError(error),
  )
  if (stopping.aborted) return 'stopped'
  if (parts instanceof Error) {
    await putDown(collecting, claimed, parts)
    return 'failed'
  }
  const soonestEndOn = nearestEndOn(customer, parts, clock.today('UTC'))
  await customers.saveRead(domainId, { ...parts, at, soonestEndOn })
  return 'read'
}

/** The three reads count against limits of their own, so they run together. */
async function ask({ partner }: Collecting, { domainId, isAbsent }: ClaimedReading): Promise<CustomerParts> {
  const options = { correlationId: randomUUID(), fresh: true }
  // Who is missing from the list is asked itself; the reads below it may answer for a customer that has left.
  if (isAbsent) await partner.customer(domainId, options)
  const [subscriptions, held, tasks] = await Promise.all([
    partner.subscriptions(domainId, options),
    partner.options(domainId, options),
    partner.scheduledTasks(domainId, options),
  ])
  return { subscriptions, options: held, tasks }
}

async function putDown(collecting: Collecting, claimed: ClaimedReading, error: DeskError): Promise<void> {
  const { customers, readings, wallClock, windowMs, log } = collecting
  const { domainId, tries } = claimed
  const { code, message } = error
  const isRefused = code === 'no_permission' || code === 'not_found'
  if (isRefused && (await isRefusedEverything(collecting))) {
    await stopForWantOfPermission(collecting, message)
    await readings.postpone(domainId, windowMs)
    return
  }
  const windows = code === 'not_found' ? undefined : retryAfterWindows[tries]
  const retryInMs = windows === undefined ? null : windows * windowMs
  log.warn({ domainId, code, reason: message, tries: tries + 1, retryInMs }, 'a customer could not be read')
  await customers.saveFailure(domainId, { code, at: instantNow(wallClock), retryInMs })
}

/**
 * The list is every partner's right. Being refused it as well means that the app lacks permission altogether.
 * Asked anew: the pass itself has read the list a moment ago.
 */
async function isRefusedEverything({ partner }: Collecting): Promise<boolean> {
  try {
    await partner.customers(null, { correlationId: randomUUID(), fresh: true })
    return false
  } catch (error) {
    return toDeskError(error).code === 'no_permission'
  }
}
