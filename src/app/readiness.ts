import { inTime } from '../storage/in-time.ts'
import type { Store } from '../storage/store.ts'

/**
 * Why the desk cannot be used just now. `schema`: the tables are of an older or a newer version, and what a newer one
 * has changed is not for this one to know.
 */
export type UnreadyReason = 'stopping' | 'store' | 'schema'

export interface Readiness {
  readonly store: Pick<Store, 'check' | 'schemaAge' | 'health'>
  readonly isStopping: () => boolean
}

/** Empty when it can be used. Never rejects, and takes no more than some seconds. */
export type FindUnreadyReasons = () => Promise<readonly UnreadyReason[]>

/** Everybody may ask, so that the store is asked once for all who want to know at a time. */
export function createFindUnreadyReasons({ store, isStopping }: Readiness): FindUnreadyReasons {
  let asking: Promise<readonly UnreadyReason[]> | undefined

  async function askStore(): Promise<readonly UnreadyReason[]> {
    try {
      await store.check()
      const age = await inTime({ find: store.schemaAge }, store).find()
      return age === 'current' ? [] : ['schema']
    } catch {
      // Whoever asks hears the code; the operator has been told by what failed of it.
      return ['store']
    } finally {
      asking = undefined
    }
  }

  return async () => {
    // The store may be closed at any moment.
    if (isStopping()) return ['stopping']
    asking ??= askStore()
    return asking
  }
}
