import { slackShortcuts } from '../app/slack-shortcuts.ts'
import { registeredCommands } from '../app/surroundings.ts'
import { readConfig } from '../config.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { untilStopped } from './until-stopped.ts'

/** Runs only the sandbox and prints its credentials as `.env` lines, until the process is told to stop. */
export async function sandbox(deskUrl: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const { sandbox: settings } = readConfig({ ...environment, NODE_ENV: 'development' })
  const running = await startSandbox({
    ...settings,
    slashCommands: registeredCommands,
    slackShortcuts,
    deskUrl: () => deskUrl.replace(/\/$/, ''),
  })
  for (const [name, value] of Object.entries(running.environment))
    process.stdout.write(`${name}="${value}"\n`)
  process.stderr.write(
    `Playground: ${running.url}/playground\nA desk with these lines in its .env, at ${deskUrl}, answers there.\n`,
  )
  await untilStopped(() => running.close())
}
