import { setTimeout as delay } from 'node:timers/promises'

/** Resolves after so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const wait: Wait = (ms, signal) => delay(ms, undefined, { signal })
