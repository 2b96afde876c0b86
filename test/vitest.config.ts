import { statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { nodeFlags } from './helpers/node-flags.ts'

const memory = '/dev/shm'

/** Stores are copied some hundred times, which takes a disk minutes and memory seconds. */
function temporaryFolder(): { TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > 4 * 1024 ** 3 ? { TMPDIR: memory } : {}
  } catch {
    // Not every system has it.
    return {}
  }
}

export default defineConfig({
  test: {
    dir: 'test',
    globalSetup: 'test/helpers/global-setup.ts',
    env: temporaryFolder(),
    include: ['**/*.test.ts'],
    reporters: process.env.CI ? ['default'] : ['dot'],
    // A worker loads the desk and its libraries once, not anew for each file.
    isolate: false,
    execArgv: [...nodeFlags],
    // Many tests wait for other processes, or for the end of a time that people are given.
    maxWorkers: availableParallelism() + 1,
    // A busy machine may take this long; a test that passes does not wait for it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
