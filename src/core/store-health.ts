/** Whether the store answers, as far as is known from what it was asked last. */
export interface StoreHealth {
  /** For how long it has not answered; 0: it does. */
  downForMs(): number
  /** It has failed just now, or kept silent for longer than anybody waits. */
  failed(): void
  answered(): void
}

/** `now`: milliseconds of any clock. */
export function createStoreHealth(now: () => number): StoreHealth {
  let downSince: number | undefined
  return {
    // What has failed within this millisecond is down as well.
    downForMs: () => (downSince === undefined ? 0 : Math.max(1, now() - downSince)),
    failed() {
      downSince ??= now()
    },
    answered() {
      downSince = undefined
    },
  }
}
