import type { Writable } from 'node:stream'

/**
 * Lets a verb go on when whoever reads has seen enough, as `head` has: what it began it ends, with the status that it
 * would have had, and what it says meanwhile is dropped.
 */
export function outliveReaders(outputs: readonly Writable[]): void {
  for (const output of outputs) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
