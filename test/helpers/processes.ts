import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

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

/** Runs a file of ours with this Node; its output is kept. */
export function run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    env: { PATH: process.env.PATH, ...environment },
    cwd: root,
  })
  const printed = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    printed.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    printed.errors += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
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
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (reply) => reply.ok,
    () => false,
  )
}
