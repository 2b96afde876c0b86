import { Command, CommanderError, Option } from 'commander'
import { WrongUsage } from './verbs/wrong-usage.ts'

const exitStatus = { success: 0, failure: 1, wrongUsage: 2 } as const

/** Runs what the words after the program's name ask for, `serve` where there are none. Gives the exit status. */
export async function runProgram(
  words: readonly string[],
  environment: () => NodeJS.ProcessEnv,
): Promise<number> {
  let status: number = exitStatus.success
  const program = new Command('partner-desk')
    .description('A chat desk for LINE WORKS resellers.')
    .exitOverride()
    .showHelpAfterError('(add --help for what a verb takes)')

  program
    .command('serve')
    .description(
      'answer in Slack and LINE WORKS; with no credentials at all, in a sandbox of its own (the default)',
    )
    .action(async () => {
      const { serve } = await import('./verbs/serve.ts')
      await serve(environment())
    })

  program
    .command('ask')
    .description('answer one command, such as "/customer 10000001", or a question, and print it')
    .argument('<text>', 'the command or question')
    .option('--locale <locale>', 'ja, ko, en, zh-TW or zh-CN')
    .option('--time-zone <zone>', 'IANA time zone')
    .addOption(formatOption())
    .action(async (text, options) => {
      const { ask } = await import('./verbs/ask.ts')
      if (!(await ask({ text, ...options }, environment()))) status = exitStatus.failure
    })

  program
    .command('questions')
    .description('the questions that people asked in their own words')
    .command('report')
    .description('those marked as answered wrongly: time, how it was understood, question; the newest last')
    .option('--json', 'one JSON object a line, with platform, workspace and person')
    .action(async (options) => {
      const { reportQuestions } = await import('./verbs/questions.ts')
      await reportQuestions(options, environment())
    })

  const digest = program.command('digest').description('the daily digests of all rooms')

  digest
    .command('list')
    .description('show every digest: platform, workspace, room, rule, next time, and whether it is paused')
    .action(async () => {
      const { listDigests } = await import('./verbs/digest.ts')
      await listDigests(environment())
    })

  digest
    .command('now')
    .description('print what a room that has a digest would get now, without posting it')
    .requiredOption('--room <id>', 'the room, as list shows it')
    .addOption(
      new Option('--platform <platform>', 'where two platforms have such a room').choices([
        'slack',
        'lineworks',
      ]),
    )
    .option('--workspace <id>', 'where two workspaces have such a room')
    .addOption(formatOption())
    .action(async (options) => {
      const { showDigest } = await import('./verbs/digest.ts')
      await showDigest(options, environment())
    })

  digest
    .command('run')
    .description(
      'deliver what is due, and wait until it is; status 1 where some of it failed or may not have arrived',
    )
    .action(async () => {
      const { runDigests } = await import('./verbs/digest.ts')
      if (!(await runDigests(environment()))) status = exitStatus.failure
    })

  program
    .command('work')
    .description('background jobs only, beside other processes on one PostgreSQL')
    .action(async () => {
      const { work } = await import('./verbs/work.ts')
      await work(environment())
    })

  program
    .command('collect')
    .description('read all customers into the desk’s own copy now')
    .action(async () => {
      const { collect } = await import('./verbs/collect.ts')
      if (!(await collect(environment()))) status = exitStatus.failure
    })

  program
    .command('migrate')
    .description('bring the store to the newest schema')
    .action(async () => {
      const { migrate } = await import('./verbs/migrate.ts')
      await migrate(environment())
    })

  program
    .command('sandbox')
    .description('run only the sandbox and print its credentials as .env lines')
    .option('--desk <url>', 'where the desk that the playground talks to listens', 'http://127.0.0.1:3000')
    .option('--oauth', 'credentials for installs in several Slack workspaces, rather than for one')
    .action(async (options) => {
      const { sandbox } = await import('./verbs/sandbox.ts')
      await sandbox(options, environment())
    })

  program
    .command('doctor')
    .description('check settings, sign-in, scopes, store, Slack and LINE WORKS one by one')
    .action(async () => {
      const { doctor } = await import('./verbs/doctor.ts')
      if (!(await doctor(environment()))) status = exitStatus.failure
    })

  program
    .command('manifest')
    .description('print the Slack app manifest')
    .option('--url <url>', 'base URL of the desk', 'https://desk.example.com')
    .option('--json', 'as JSON, for the Slack CLI')
    .action(async ({ url, json }) => {
      const { manifest } = await import('./verbs/manifest.ts')
      manifest(url, json === true)
    })

  program
    .command('menu')
    .description('show the buttons of the bot’s menu in LINE WORKS, or register them')
    .option('--apply', 'register them')
    .action(async ({ apply }) => {
      const { menu } = await import('./verbs/menu.ts')
      await menu(apply === true, environment())
    })

  program
    .command('audit')
    .description('who asked what: time, platform, person id, command, domain id and outcome, the newest last')
    .option('--since <when>', 'ISO 8601: a date, a date and time, or a duration back from now', 'P7D')
    .option('--person <id>', 'only what this person asked')
    .option('--json', 'one JSON object a line, with workspace, room and whether the answer was shared')
    .action(async (options) => {
      const { audit } = await import('./verbs/audit.ts')
      await audit(options, environment())
    })

  try {
    await program.parseAsync(words.length > 0 ? words : ['serve'], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitStatus.success : exitStatus.wrongUsage
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof WrongUsage ? exitStatus.wrongUsage : exitStatus.failure
  }
  return status
}

function formatOption(): Option {
  return new Option('--format <format>', 'how to print it')
    .choices(['text', 'slack', 'lineworks', 'json'])
    .default('text')
}
