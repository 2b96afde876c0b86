import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string

const works = {
  WORKS_CLIENT_ID: 'id',
  WORKS_CLIENT_SECRET: 'very-secret',
  WORKS_SERVICE_ACCOUNT: 'a.serviceaccount@example',
  WORKS_PRIVATE_KEY: pem,
}
const bot = { WORKS_BOT_ID: '2000001', WORKS_BOT_SECRET: 'shh', WORKS_BOT_NAME: 'Partner Desk' }
const slack = { SLACK_SIGNING_SECRET: 'signing', SLACK_BOT_TOKEN: 'xoxb-1' }

function reasons(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.reasons
    throw error
  }
  return []
}

describe('settings', () => {
  it('asks for a sandbox when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      works: undefined,
      slack: undefined,
      port: 3000,
      locale: 'en',
      zone: 'Asia/Tokyo',
    })
  })

  it('logs every call, but not to somebody who tries the sandbox', () => {
    expect(readConfig({ ...works, ...slack }).logLevel).toBe('info')
    expect(readConfig({}).logLevel).toBe('warn')
    expect(readConfig({ LOG_LEVEL: 'debug' }).logLevel).toBe('debug')
  })

  it('takes empty variables for unset', () => {
    expect(readConfig({ PORT: '', WORKS_CLIENT_ID: ' ', DESK_LOCALE: '' })).toMatchObject({
      port: 3000,
      works: undefined,
    })
  })

  it.each([
    ['as it is', pem],
    ['with escaped line ends', pem.replaceAll('\n', '\\n')],
    ['with a blank around it', `\n${pem}\n`],
  ])('reads a key %s', (_how, key) => {
    expect(readConfig({ ...works, WORKS_PRIVATE_KEY: key }).works?.privateKey).toBe(pem.trim())
  })

  it('reads a key from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'desk-')), 'key.pem')
    writeFileSync(file, pem)
    expect(readConfig({ ...works, WORKS_PRIVATE_KEY: file }).works?.privateKey).toBe(pem.trim())
  })

  it.each([
    [
      { ...works, ...slack },
      { signingSecret: 'signing', access: { botToken: 'xoxb-1' } },
    ],
    [
      { ...works, SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1' },
      { appToken: 'xapp-1', access: { botToken: 'xoxb-1' } },
    ],
    [
      { ...works, ...slack, SLACK_APP_TOKEN: 'xapp-1' },
      { appToken: 'xapp-1', signingSecret: 'signing' },
    ],
  ])('takes Slack by signing secret, by Socket Mode, or by both', (environment, expected) => {
    expect(readConfig(environment).slack).toMatchObject(expected)
  })

  it.each([
    [undefined, []],
    ['', []],
    ['C0123456789', ['C0123456789']],
    ['C0123456789, G0987654321 ,C1', ['C0123456789', 'G0987654321', 'C1']],
  ])('reads where questions in Slack need no mention: %s', (channels, supportChannels) => {
    const environment = { ...works, ...slack, SLACK_SUPPORT_CHANNELS: channels }
    expect(readConfig(environment).slack).toMatchObject({ supportChannels })
  })

  it.each(['support', '#support', 'c0123456789', 'D0123456789', 'C1,', 'C1 C2', 'C1;C2', 'U0123456789'])(
    'refuses %s, which is no list of channels',
    (channels) => {
      expect(reasons({ ...works, ...slack, SLACK_SUPPORT_CHANNELS: channels })).toEqual([
        'SLACK_SUPPORT_CHANNELS: has to be ids of channels such as C0123456789, set apart by commas',
      ])
    },
  )

  it('takes a bot in LINE WORKS, with or without Slack', () => {
    expect(readConfig({ ...works, ...bot, NODE_ENV: 'production' })).toMatchObject({
      slack: undefined,
      bot: { id: '2000001', secret: 'shh', name: 'Partner Desk', allowedDomains: undefined },
    })
    const allowed = { WORKS_ALLOWED_DOMAINS: '40029600, 1234567890123456789' }
    expect(readConfig({ ...works, ...slack, ...bot, ...allowed }).bot?.allowedDomains).toEqual([
      '40029600',
      '1234567890123456789',
    ])
    expect(readConfig({ ...works, ...slack }).bot).toBeUndefined()
  })

  it.each([
    ['the partner data alone', {}, 'partner.read'],
    ['a bot as well', bot, 'partner.read bot user.read'],
    ['what is set', { ...bot, WORKS_SCOPES: 'partner bot' }, 'partner bot'],
  ])('asks LINE WORKS for %s', (_what, environment, scopes) => {
    expect(readConfig({ ...works, ...environment }).works?.scopes).toBe(scopes)
  })

  it('refuses a bot id or allowed domains that are no numbers', () => {
    expect(reasons({ ...works, ...bot, WORKS_BOT_ID: 'desk', WORKS_ALLOWED_DOMAINS: '1,0123' })).toEqual([
      'WORKS_BOT_ID: has to be digits only',
      'WORKS_ALLOWED_DOMAINS: has to be domain IDs, set apart by commas',
    ])
  })

  it.each([
    [undefined, []],
    ['JP', ['JP']],
    ['JP, KR,DE-BY', ['JP', 'KR', 'DE-BY']],
    ['DE-BY-A', ['DE-BY-A']],
  ])('reads whose holidays are kept: %s', (codes, holidays) => {
    expect(readConfig({ DESK_HOLIDAYS: codes }).holidays).toEqual(holidays)
  })

  it.each(['Japan', 'XX', 'DE-ZZ', 'DE-BY-ZZ', 'DE-BY-A-1', 'JP-', 'JP,', 'JP KR', 'toString'])(
    'refuses %s, whose holidays are not known',
    (codes) => {
      expect(reasons({ DESK_HOLIDAYS: codes })).toEqual([
        'DESK_HOLIDAYS: has to be codes such as JP or DE-BY, set apart by commas',
      ])
    },
  )

  it('takes the bot’s name with or without the sign before it', () => {
    expect(readConfig({ ...works, ...bot, WORKS_BOT_NAME: ' @Partner Desk' }).bot?.name).toBe('Partner Desk')
  })

  it('reads who may ask, and what the figures ask for', () => {
    const config = readConfig({
      DESK_ALLOWED_PEOPLE: 'U0123, S0456,a-1_b',
      METRICS_TOKEN: 'sixteen-letters-',
    })
    expect(config.allowedPeople).toEqual(['U0123', 'S0456', 'a-1_b'])
    expect(config.metricsToken).toBe('sixteen-letters-')
    expect(readConfig({}).allowedPeople).toBeUndefined()
    expect(reasons({ DESK_ALLOWED_PEOPLE: 'U1,,U2', METRICS_TOKEN: 'short' })).toEqual([
      'DESK_ALLOWED_PEOPLE: has to be ids of people or groups, set apart by commas',
      'METRICS_TOKEN: has to have 16 characters or more',
    ])
  })

  describe('for several workspaces', () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
    const oauth = {
      ...works,
      SLACK_SIGNING_SECRET: 'signing',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client',
      SLACK_STATE_SECRET: 'state',
      SLACK_ALLOWED_TEAMS: 'T1, E2',
      TOKEN_ENCRYPTION_KEY: key(1),
    }

    it('reads what it takes', () => {
      expect(readConfig(oauth).slack).toMatchObject({
        signingSecret: 'signing',
        access: {
          ...{ clientId: '1.2', clientSecret: 'client', stateSecret: 'state' },
          allowedTeams: ['T1', 'E2'],
          encryptionKeys: [Buffer.alloc(32, 1)],
        },
      })
    })

    it('reads a second key while the first is being replaced', () => {
      const { slack } = readConfig({ ...oauth, TOKEN_ENCRYPTION_KEY: `${key(2)}, ${key(1)}` })
      expect(slack?.access).toMatchObject({ encryptionKeys: [Buffer.alloc(32, 2), Buffer.alloc(32, 1)] })
    })

    it.each(Object.keys(oauth).filter((name) => name.startsWith('SLACK_') || name.startsWith('TOKEN_')))(
      'wants %s',
      (name) => {
        expect(reasons({ ...oauth, [name]: '' })).toEqual([`${name}: is missing`])
      },
    )

    it('takes no token of one workspace beside it', () => {
      expect(reasons({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
        expect.stringMatching(/^SLACK_BOT_TOKEN: is for one workspace, and cannot be set together with /),
      ])
    })

    it.each(['short', Buffer.alloc(31).toString('base64'), `${key(1)},${key(2)},${key(3)}`, `${key(1)},`])(
      'takes no key like %s, and does not tell it',
      (keys) => {
        expect(reasons({ ...oauth, TOKEN_ENCRYPTION_KEY: keys })).toEqual([
          'TOKEN_ENCRYPTION_KEY: has to be 32 bytes in base64, as openssl rand -base64 32 gives them, or two such keys set apart by a comma',
        ])
      },
    )

    it('takes no workspace by name', () => {
      expect(reasons({ ...oauth, SLACK_ALLOWED_TEAMS: 'sunrise' })).toEqual([
        'SLACK_ALLOWED_TEAMS: has to be ids of workspaces such as T0123456789, set apart by commas',
      ])
    })
  })

  it('lists every missing variable at once in production', () => {
    expect(reasons({ NODE_ENV: 'production' })).toEqual(
      [
        'WORKS_CLIENT_ID',
        'WORKS_CLIENT_SECRET',
        'WORKS_SERVICE_ACCOUNT',
        'WORKS_PRIVATE_KEY',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
      ].map((name) => `${name}: is missing`),
    )
  })

  it.each([
    [{ WORKS_CLIENT_ID: 'id' }, ['WORKS_CLIENT_SECRET', 'WORKS_SERVICE_ACCOUNT', 'WORKS_PRIVATE_KEY']],
    [slack, ['WORKS_CLIENT_ID', 'WORKS_CLIENT_SECRET', 'WORKS_SERVICE_ACCOUNT', 'WORKS_PRIVATE_KEY']],
    [{ ...works, SLACK_SIGNING_SECRET: 'signing' }, ['SLACK_BOT_TOKEN']],
    [{ ...works, SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET']],
    [{ ...works, WORKS_BOT_ID: '2000001' }, ['WORKS_BOT_SECRET', 'WORKS_BOT_NAME']],
    [{ ...works, ...slack, WORKS_BOT_NAME: 'Desk' }, ['WORKS_BOT_ID', 'WORKS_BOT_SECRET']],
  ])('names what is missing of a half-set platform', (environment, names) => {
    expect(reasons(environment)).toEqual(names.map((name) => `${name}: is missing`))
  })

  it('lists all unusable values in one message, and no secret', () => {
    const environment = {
      ...works,
      ...slack,
      PORT: '70000',
      DESK_LOCALE: 'fr_FR',
      DESK_TIME_ZONE: 'Mars/Olympus',
      DESK_HOLIDAYS: 'JP,Mars',
      WORKS_API_URL: 'not a url',
      WORKS_PRIVATE_KEY: 'a-damaged-key',
      SLACK_BOT_TOKEN: 'a-wrong-token',
    }
    expect(
      reasons(environment)
        .map((reason) => reason.split(':')[0])
        .toSorted(),
    ).toEqual(
      [
        'DESK_HOLIDAYS',
        'DESK_LOCALE',
        'DESK_TIME_ZONE',
        'PORT',
        'SLACK_BOT_TOKEN',
        'WORKS_API_URL',
        'WORKS_PRIVATE_KEY',
      ].toSorted(),
    )
    expect(reasons(environment).join('\n')).not.toMatch(/very-secret|a-damaged-key|a-wrong-token|signing$/)
  })

  it('refuses a key that is too short to sign with', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
    const environment = {
      ...works,
      WORKS_PRIVATE_KEY: String(short.export({ type: 'pkcs8', format: 'pem' })),
    }
    expect(reasons(environment)).toEqual([expect.stringMatching(/^WORKS_PRIVATE_KEY: .*2048 bits/)])
  })

  it('keeps the sandbox on this machine', () => {
    expect(reasons({ HOST: '0.0.0.0', PORT: 'x' })).toHaveLength(2)
    expect(reasons({ HOST: '0.0.0.0' })).toEqual([
      'HOST: has to be a loopback address while the sandbox runs',
    ])
    expect(reasons({ HOST: 'localhost' })).toEqual([])
    expect(reasons({ HOST: '0.0.0.0', ...works, ...slack })).toEqual([])
  })
})
