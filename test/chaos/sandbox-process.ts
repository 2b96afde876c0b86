/**
 * The sandbox as a process of its own, like the verb, with what the verb has no setting for: it sends events again
 * sooner than Slack, and remembers every message of a long run. Prints its credentials as `.env` lines.
 * `sandbox-process.ts --desk URL --customers N --seed S`
 */
import { parseArgs } from 'node:util'
import { registeredCommands, slackShortcuts } from '../../src/app/slack-registered.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { setRealTimer } from '../../src/sandbox/set-timer.ts'
import { retriesHurry } from './retries-hurry.ts'

const { values } = parseArgs({
  options: {
    desk: { type: 'string', default: '' },
    customers: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'chaos' },
  },
})

const sandbox = await startSandbox({
  port: 0,
  customers: Number(values.customers),
  seed: values.seed,
  rateLimit: 100_000,
  // Also the pace of a channel: a run has many digests for a few rooms.
  timeScale: 10,
  mostMessages: 20_000,
  deskUrl: () => values.desk,
  slashCommands: registeredCommands,
  slackShortcuts,
  setTimer: (run, afterMs) => setRealTimer(run, afterMs / retriesHurry),
})
for (const [name, value] of Object.entries(sandbox.environment)) process.stdout.write(`${name}="${value}"\n`)
process.stdout.write(`SANDBOX_URL="${sandbox.url}"\n`)
process.once('SIGTERM', () => void sandbox.close().then(() => process.exit(0)))
