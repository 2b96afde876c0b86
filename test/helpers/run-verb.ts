import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { runProgram } from '../../src/program.ts'
import { recordProcess } from './log-record.ts'
import { emptyStore, migratedStore } from './store-templates.ts'

/** A folder cannot be made in a file: a verb that opens a store uninvited fails. */
const noStore = join(import.meta.filename, 'store')

/**
 * For a desk on its own sandbox: it has only the customers that there always are, and whoever waits for a pass looks
 * at it every twentieth of a second, not every second.
 */
export const smallSandbox = { SANDBOX_CUSTOMERS: '1', SANDBOX_TIME_SCALE: '20' }

interface Ended {
  readonly status: number
  readonly output: string
  readonly errors: string
}

let lastEnd: Promise<unknown> = Promise.resolve()

/**
 * Runs a verb to its end, in this process, one after the other; it has a store only where `DATA_DIR` says so.
 */
export function verb(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const ended = lastEnd.then(() => runHere(args, { DATA_DIR: noStore, ...smallSandbox, ...environment }))
  lastEnd = ended.catch(() => {})
  return ended
}

async function runHere(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  const printed = { output: '', errors: '' }
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.output += chunk
    return true
  })
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    printed.errors += chunk
    return true
  })
  try {
    const status = await runProgram(args, () => environment)
    return { status, ...printed }
  } finally {
    output.mockRestore()
    errors.mockRestore()
    recordProcess(printed.output, printed.errors)
  }
}

/** A folder for `DATA_DIR`, with a store for a desk on its own sandbox; a new one has no tables yet. */
export function makeSandboxDir({ isNew = false } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-verbs-'))
  cpSync(isNew ? emptyStore : migratedStore, join(dataDir, 'sandbox'), { recursive: true })
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true }) }
}
