import { registeredCommands, slackShortcuts } from '../app/slack-registered.ts'
import { readConfig } from '../config.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { untilStopped } from './until-stopped.ts'
import { WrongUsage } from './wrong-usage.ts'

export interface SandboxWish {
  /** Base URL of the desk that the playground talks to. */
  readonly desk: string
  /** Credentials for a desk that is installed in several Slack workspaces, rather than those for one. */
  readonly oauth?: boolean
}

/**
 * Runs only the sandbox and prints its credentials as `.env` lines, until the process is told to stop. Refuses where
 * NODE_ENV is production: whoever reaches the port can act for everybody in it.
 */
export const sandbox = (wish: SandboxWish, environment: NodeJS.ProcessEnv) =>
  untilStopped(() => start(wish, environment))

/** Resolves with what stops it. */
async function start(
  { desk, oauth = false }: SandboxWish,
  environment: NodeJS.ProcessEnv,
): Promise<() => Promise<void>> {
  if (environment.NODE_ENV === 'production') {
    throw new WrongUsage('sandbox is for trying things out, and does not run with NODE_ENV=production')
  }
  const { sandbox: settings } = readConfig(environment)
  const deskUrl = desk.replace(/\/$/, '')
  const running = await startSandbox({
    ...settings,
    slashCommands: registeredCommands,
    slackShortcuts,
    slackOAuth: oauth,
    deskUrl: () => deskUrl,
  })
  for (const [name, value] of Object.entries(running.environment))
    process.stdout.write(`${name}="${value}"\n`)
  process.stderr.write(
    `Playground: ${running.url}/playground\nA desk with these lines in its .env, at ${deskUrl}, answers there${oauth ? ` once it is installed: ${deskUrl}/slack/install` : ''}.\n`,
  )
  return () => running.close()
}
