import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { noLimit } from './outside.ts'

/** A desk in a process of its own. */
export interface BenchDesk {
  readonly running: Running
  readonly url: string
  readonly pid: number
  stop(): Promise<unknown>
}

/** Starts `serve` and waits until it is ready. Of the log, errors alone unless told otherwise. */
export async function startServe(environment: NodeJS.ProcessEnv): Promise<BenchDesk> {
  const port = await freePort()
  const running = run('src/main.ts', ['serve'], {
    ...{ HOST: '127.0.0.1', LOG_LEVEL: 'error', WORKS_RATE_LIMIT: String(noLimit) },
    ...environment,
    PORT: String(port),
  })
  const url = `http://127.0.0.1:${port}`
  await until(running, () => isReady(url))
  return { running, url, pid: pidOf(running), stop: running.stop }
}

/** Waits until every customer is read, so that nothing else goes on. */
export async function collectAll(environment: NodeJS.ProcessEnv): Promise<void> {
  await runVerb(['collect'], { WORKS_RATE_LIMIT: String(noLimit), ...environment })
}

export async function migrate(environment: NodeJS.ProcessEnv): Promise<void> {
  await runVerb(['migrate'], environment)
}

async function runVerb(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const running = run('src/main.ts', args, { LOG_LEVEL: 'error', ...environment })
  const status = await running.ended
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${running.errors()}`)
}

export function pidOf(running: Running): number {
  const { pid } = running.process
  if (pid === undefined) throw new Error('a process could not be started')
  return pid
}
