import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordProcess } from './log-record.ts'
import { givenFlags } from './node-flags.ts'
import { migratedStore } from './store-templates.ts'

const root = join(import.meta.dirname, '../..')
/** The program keeps what was compiled by itself; those of the tests are started as often. */
const compiled = join(root, 'node_modules/.cache/partner-desk/compiled')

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

export interface Running {
  readonly process: ChildProcess
  /** What it has printed so far, on standard output and on standard error. */
  output(): string
  errors(): string
  /** Resolves with the exit status. */
  readonly ended: Promise<number | null>
  /** Asks it to stop, and waits. */
  stop(): Promise<number | null>
}

/** Runs a file of ours with this Node, on a store of its own unless `DATA_DIR` names one; its output is kept. */
export function run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv): Running {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-run-'))
  if (!environment.DATA_DIR && !environment.DATABASE_URL && existsSync(migratedStore)) {
    const folder = environment.WORKS_CLIENT_ID ? dataDir : join(dataDir, 'sandbox')
    cpSync(migratedStore, folder, { recursive: true })
  }
  const child = spawn(process.execPath, [...givenFlags, join(root, file), ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, NODE_COMPILE_CACHE: compiled, ...environment },
    cwd: root,
  })
  const printed = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    printed.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    printed.errors += chunk
  })
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (status) => {
      recordProcess(printed.output, printed.errors)
      rmSync(dataDir, { recursive: true, force: true })
      resolve(status)
    }),
  )
  return {
    process: child,
    output: () => printed.output,
    errors: () => printed.errors,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Resolves once `isReady` holds, asked every few milliseconds; rejects when the process ends before. */
export async function until(running: Running, isReady: () => Promise<boolean>): Promise<void> {
  while (!(await isReady())) {
    if (running.process.exitCode !== null)
      throw new Error(`ended early:\n${running.output()}${running.errors()}`)
    // Asking more often takes from the very process that is waited for.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (reply) => reply.ok,
    () => false,
  )
}
