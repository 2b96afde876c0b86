import { type DomainId, parseDomainId } from '../core/customer.ts'
import type { WhoFound } from '../core/directory.ts'
import { toDeskError } from '../core/errors.ts'
import { parseExactId } from '../core/exact-id.ts'
import type { Asked } from './command.ts'

/** What became of the words for a customer; `unsearched` where there is no copy to search in. */
type Resolved = WhoFound | { readonly kind: 'unsearched' }

/**
 * Finds whom the words of a call mean. Without a directory only domain IDs are understood. An ID is worth asking the
 * Partner API about even where the directory fails; everything else rejects then.
 */
export async function resolveCustomer(
  who: string,
  { directory, call, log }: Pick<Asked, 'directory' | 'call' | 'log'>,
): Promise<Resolved> {
  const exactId = parseExactId(who)
  if (exactId) return one(exactId)
  const domainId = parseDomainId(who)
  if (!directory) return domainId ? one(domainId) : { kind: 'unsearched' }
  try {
    return await directory.find(who)
  } catch (thrown) {
    if (!domainId) throw thrown
    const error = toDeskError(thrown)
    log.warn(
      { correlationId: call.correlationId, code: error.code, err: error },
      'customers are not searchable',
    )
    return one(domainId)
  }
}

function one(domainId: DomainId): Resolved {
  return { kind: 'one', domainId }
}
