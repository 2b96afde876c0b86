import { type App, startApp } from '../app.ts'
import { createLog } from '../log.ts'
import { untilStopped } from './until-stopped.ts'

/** Serves until the process is told to stop. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  const app = await startApp(environment, ({ logLevel }) => createLog(logLevel))
  process.stdout.write(`${welcome(app)}\n`)
  await untilStopped(() => app.stop())
}

function welcome({ url, sandbox }: App): string {
  if (!sandbox) return `Partner Desk listens at ${url}`
  return [
    `No credentials are set, so Partner Desk runs against its own sandbox at ${sandbox.url}; nothing leaves this machine.`,
    `Playground: ${sandbox.url}/playground`,
  ].join('\n')
}
