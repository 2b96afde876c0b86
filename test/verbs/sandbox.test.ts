import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Running, run, until } from '../helpers/processes.ts'
import { verb } from '../helpers/run-verb.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

/** The printed lines as a `.env` file is read. */
function readLines(output: string): Record<string, string> {
  return Object.fromEntries(
    [...output.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}

async function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const started = run('src/main.ts', ['sandbox', ...args], {
    SANDBOX_PORT: '0',
    SANDBOX_CUSTOMERS: '1',
    ...environment,
  })
  running = started
  await until(started, async () => started.errors().includes('answers there'))
  return { lines: readLines(started.output()), errors: started.errors() }
}

describe('the sandbox', () => {
  it('prints what a desk in one Slack workspace needs, and stays on this machine, whatever HOST says', async () => {
    const { lines, errors } = await start([], { HOST: '127.0.0.2' })
    expect(new URL(lines.SLACK_API_URL ?? '').hostname).toBe('127.0.0.1')
    expect(lines).toHaveProperty('SLACK_BOT_TOKEN')
    expect(readConfig(lines).slack?.access).toEqual({ botToken: lines.SLACK_BOT_TOKEN })
    expect(errors).toMatch(/^Playground: http:\/\/127\.0\.0\.1:\d+\/playground\n/)
  })

  it('prints what a desk in several of them needs, and where that is installed', async () => {
    const { lines, errors } = await start(['--oauth', '--desk', 'http://127.0.0.1:3999/'])
    expect(lines).not.toHaveProperty('SLACK_BOT_TOKEN')
    expect(readConfig(lines).slack?.access).toEqual({
      clientId: lines.SLACK_CLIENT_ID,
      clientSecret: lines.SLACK_CLIENT_SECRET,
      stateSecret: lines.SLACK_STATE_SECRET,
      allowedTeams: [expect.stringMatching(/^T\w{10}$/), expect.stringMatching(/^T\w{10}$/)],
      encryptionKeys: [expect.any(Buffer)],
    })
    expect(errors).toContain('http://127.0.0.1:3999/slack/install')
    const page = new URL('../oauth/v2/authorize', lines.SLACK_API_URL)
    page.search = new URLSearchParams({
      client_id: lines.SLACK_CLIENT_ID ?? '',
      scope: 'commands',
    }).toString()
    expect((await fetch(page)).status).toBe(200)
  })

  it('does not start where HOST is to open it to other machines', async () => {
    const { status, errors } = await verb(['sandbox'], { HOST: '0.0.0.0', SANDBOX_PORT: '0' })
    expect([status, errors]).toEqual([1, expect.stringContaining('HOST')])
  })
})

describe('in production', () => {
  it('the sandbox does not run', async () => {
    for (const args of [['sandbox'], ['sandbox', '--oauth']]) {
      const { status, output, errors } = await verb(args, { NODE_ENV: 'production', SANDBOX_PORT: '0' })
      expect([status, output]).toEqual([2, ''])
      expect(errors).toContain('NODE_ENV=production')
    }
  })

  it.each([
    ['serve', []],
    ['ask', ['/help']],
    ['doctor', []],
    ['collect', []],
    ['digest', ['run']],
  ])('%s starts none for want of credentials, and says what is missing', async (name, more) => {
    const { status, output, errors } = await verb([name, ...more], {
      ...{ NODE_ENV: 'production', PORT: '0', SANDBOX_PORT: '0' },
    })
    expect(status).toBe(1)
    expect(output + errors).toContain('WORKS_CLIENT_ID: is missing')
    expect(output + errors).not.toContain('laygroun')
  })
})
