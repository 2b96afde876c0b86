import { findEmptyStore } from './store-places.ts'

/** Makes the store that tests copy, so that none of them waits for a new one. */
export async function setup(): Promise<void> {
  await findEmptyStore()
}
