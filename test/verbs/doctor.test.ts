import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSandboxDir, verb } from '../helpers/run-verb.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'

describe('doctor', () => {
  it('finds the sandbox in order', async () => {
    const { dataDir, remove } = makeSandboxDir({ isNew: true })
    const { status, output } = await verb(['doctor'], { DATA_DIR: dataDir })
    remove()
    expect(output.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^ok {3}settings/),
      expect.stringMatching(/^ok {3}sign-in at http/),
      expect.stringMatching(/^ok {3}partner data at http/),
      expect.stringMatching(/^ok {3}scopes: partner\.read bot user\.read/),
      'ok   rate limit: 240 of the 240 requests a minute that the plan allows',
      expect.stringMatching(/^ok {3}clock: \d s off that of 127\.0\.0\.1:/),
      expect.stringMatching(/^ok {3}store in .*: newest schema, answers within \d+ ms$/),
      'ok   copy: not complete yet; a desk that runs makes it, or npx partner-desk collect',
      'ok   Slack: partner_desk in Sunrise Partners',
      'ok   LINE WORKS: Partner Desk',
    ])
    expect(status).toBe(0)
  })

  it('tells what to do about settings', async () => {
    const { status, output } = await verb(['doctor'], { WORKS_CLIENT_ID: 'only', PORT: 'x' })
    expect(status).toBe(1)
    expect(output).toContain('FAIL settings: WORKS_PRIVATE_KEY: is missing')
    expect(output).toContain('FAIL settings: PORT: has to be a whole number')
  })
})

describe.concurrent('doctor, on credentials', () => {
  let sandbox: TestSandbox
  let place: StorePlaceForTests
  const noSlack = { SLACK_SIGNING_SECRET: '', SLACK_BOT_TOKEN: '' }
  const noBot = { WORKS_BOT_ID: '', WORKS_BOT_SECRET: '', WORKS_BOT_NAME: '' }
  const doctor = (other: NodeJS.ProcessEnv) =>
    verb(['doctor'], { ...sandbox.environment, DATA_DIR: place.dataDir, ...other })

  beforeAll(async () => {
    place = await makeDataDir()
    sandbox = await startForTest({ customers: 1 })
  })
  afterAll(async () => {
    await sandbox.close()
    await place.remove()
  })

  const whatToCheck = 'check WORKS_BOT_ID and the scope bot$'

  it.each([
    [
      'a client secret',
      { WORKS_CLIENT_SECRET: 'x' },
      [
        'sign-in at .*sign_in_refused .*; check WORKS_CLIENT_ID',
        'LINE WORKS: sign-in.*; check WORKS_CLIENT_ID',
      ],
    ],
    [
      'scopes without the partner’s',
      { WORKS_SCOPES: 'bot user.read' },
      ['partner data at .*no_permission .*partner\\.read', 'scopes: WORKS_SCOPES lacks partner\\.read '],
    ],
    [
      'scopes without the bot’s',
      { WORKS_SCOPES: 'partner.read' },
      [
        'scopes: WORKS_SCOPES lacks bot .*, user\\.read ',
        `LINE WORKS: bot\\.get: 403 FORBIDDEN; ${whatToCheck}`,
      ],
    ],
    ['a bot', { WORKS_BOT_ID: '1' }, [`LINE WORKS: bot\\.get: 403 ACCESS_DENIED; ${whatToCheck}`]],
    [
      'the name of a bot',
      { WORKS_BOT_NAME: 'Desk' },
      ['LINE WORKS: the bot is named “Partner Desk”, WORKS_BOT_NAME says “Desk”; change it in'],
    ],
    [
      'tokens of Slack',
      { SLACK_BOT_TOKEN: 'xoxb-x', SLACK_APP_TOKEN: 'xapp-x' },
      ['Slack: .*invalid_auth.*; check SLACK_BOT_TOKEN$', 'Slack: .*; check SLACK_APP_TOKEN$'],
    ],
    [
      'a database',
      { DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/x' },
      ['store: PostgreSQL cannot be used \\(127\\.0\\.0\\.1:1, database x\\): '],
    ],
    [
      'a lack of platforms',
      { ...noSlack, ...noBot },
      ['no platform: set SLACK_SIGNING_SECRET .*WORKS_BOT_ID'],
    ],
  ])('tells what to do about %s', async (_what, wrong, lines) => {
    const { status, output } = await doctor(wrong)
    const failed = output.split('\n').filter((line) => line.startsWith('FAIL'))
    expect(failed).toEqual(lines.map((line) => expect.stringMatching(`^FAIL ${line}`)))
    expect(status).toBe(1)
  })

  it.each([
    ['Slack', noSlack],
    ['LINE WORKS', noBot],
  ])('is content without %s', async (platform, other) => {
    const { status, output } = await doctor(other)
    expect([status, output]).toEqual([0, expect.stringContaining(`\nok   ${platform}: not set\n`)])
  })
})
