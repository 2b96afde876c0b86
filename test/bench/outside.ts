import { controlSandbox, type SandboxControl } from '../chaos/sandbox-control.ts'
import { freePort, type Running, run, until } from '../helpers/processes.ts'

/** The world outside, in a process of its own, so that it takes nothing from the desk that is measured. */
export interface Outside {
  readonly running: Running
  readonly url: string
  /** The variables that wire a desk to it. */
  readonly environment: Readonly<Record<string, string>>
  readonly control: SandboxControl
  stop(): Promise<unknown>
}

export interface OutsideSettings {
  readonly customers?: number
  /** Requests a minute and operation; so many that nobody waits unless given. */
  readonly rateLimit?: number
  /** How many times faster its minutes pass. */
  readonly timeScale?: number
}

/** More than a desk can ask for. */
export const noLimit = 100_000

/** Starts the sandbox as `npx partner-desk sandbox` does. */
export async function startOutside(settings: OutsideSettings = {}): Promise<Outside> {
  const { customers = 60, rateLimit = noLimit, timeScale = 1 } = settings
  const port = await freePort()
  const running = run('src/main.ts', ['sandbox'], {
    SANDBOX_PORT: String(port),
    SANDBOX_CUSTOMERS: String(customers),
    SANDBOX_SEED: 'bench',
    SANDBOX_RATE_LIMIT: String(rateLimit),
    SANDBOX_TIME_SCALE: String(timeScale),
  })
  await until(running, async () => running.errors().includes('Playground'))
  const printed = [...running.output().matchAll(/^(\w+)="(.*)"$/gm)]
  const url = `http://127.0.0.1:${port}`
  return {
    ...{ running, url },
    environment: Object.fromEntries(printed.map(([, name = '', value = '']) => [name, value])),
    control: controlSandbox(url),
    stop: running.stop,
  }
}
