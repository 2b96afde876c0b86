import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyStore } from './store-places.ts'

const root = join(import.meta.dirname, '../..')

/** A folder cannot be made in a file: a verb that opens a store uninvited fails. */
const noStore = join(import.meta.filename, 'store')

/** Runs a verb to its end; it has a store only where `DATA_DIR` says so. */
export function verb(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<{ status: unknown; output: string; errors: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: noStore, ...environment }
    execFile(process.execPath, ['src/main.ts', ...args], { cwd: root, env }, (error, output, errors) =>
      resolve({ status: error ? error.code : 0, output, errors }),
    )
  })
}

/** A folder for `DATA_DIR`, with a store for a desk on its own sandbox. */
export function makeSandboxDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-verbs-'))
  cpSync(emptyStore, join(dataDir, 'sandbox'), { recursive: true })
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true }) }
}
