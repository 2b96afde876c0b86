import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from './helpers/processes.ts'

/** None of these verbs opens one. */
const noStore = join(import.meta.filename, 'store')

/** Runs a verb whose output nobody reads from the beginning. */
async function unread(stream: 'stdout' | 'stderr', args: readonly string[], environment = {}) {
  const running = run('src/main.ts', args, { DATA_DIR: noStore, ...environment })
  running.process[stream]?.destroy()
  const status = await running.ended
  return { status, output: running.output(), errors: running.errors() }
}

describe('a verb that nobody reads', () => {
  it.each([
    ['manifest', ['manifest'], {}, 0],
    ['its help', ['doctor', '--help'], {}, 0],
    ['a doctor who finds faults', ['doctor'], { WORKS_CLIENT_ID: 'only', PORT: 'x' }, 1],
  ])('ends quietly, with its own status: %s', async (_what, args, environment, status) => {
    expect(await unread('stdout', args, environment)).toEqual({ status, output: '', errors: '' })
  })

  it('also where its complaints are not read', async () => {
    expect(await unread('stderr', ['nonsense'])).toEqual({ status: 2, output: '', errors: '' })
  })
})
