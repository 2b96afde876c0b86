import { inTime } from '../storage/in-time.ts'
import type { Store } from '../storage/store.ts'

/** Why the desk cannot be used just now. `schema`: the tables are of an older or a newer version. */
export type UnreadyReason = 'stopping' | 'store' | 'schema'

export interface Readiness {
  readonly store: Pick<Store, 'check' | 'schemaAge' | 'health'>
  readonly isStopping: () => boolean
}

/** Empty when it can be used. Never rejects, and takes no more than some seconds. */
export async function findUnreadyReasons({
  store,
  isStopping,
}: Readiness): Promise<readonly UnreadyReason[]> {
  // The store may be closed at any moment.
  if (isStopping()) return ['stopping']
  try {
    await store.check()
    const age = await inTime({ find: store.schemaAge }, store).find()
    return age === 'current' ? [] : ['schema']
  } catch {
    // Whoever asks hears the code; the operator has been told by what failed of it.
    return ['store']
  }
}
