import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Prints each on a line of its own, until whoever reads has seen enough. */
export async function printLines(lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(withEnds(lines)), process.stdout, { end: false }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    },
  )
}

async function* withEnds(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}
