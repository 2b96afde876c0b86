import type { Call } from '../core/call.ts'
import { toDeskError } from '../core/errors.ts'
import type { Log } from '../core/ports.ts'
import type { CustomerNames, NameDirectory } from '../core/question/customer-names.ts'

/** Where there is no copy of the customers, or it cannot be read, they are known by domain ID alone. */
const none: CustomerNames = { mentionedIn: () => [], withPart: () => [], withId: () => undefined }

/** All customers, as far as they are known. Never rejects: an ID is worth asking about without them. */
export async function findNames(
  directory: NameDirectory | undefined,
  { correlationId }: Pick<Call, 'correlationId'>,
  log: Log,
): Promise<CustomerNames> {
  if (!directory) return none
  try {
    return await directory.names()
  } catch (thrown) {
    log.warn({ correlationId, err: toDeskError(thrown) }, 'customers are not searchable')
    return none
  }
}
