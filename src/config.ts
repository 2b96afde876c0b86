import { existsSync, readFileSync } from 'node:fs'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { isLoopback } from './core/is-loopback.ts'
import { type Locale, parseLocale } from './core/locale.ts'
import { knowsHolidays } from './text/holidays.ts'
import { readPrivateKey as readSigningKey } from './works/assertion.ts'

export interface WorksConfig {
  readonly apiUrl: string
  readonly authUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly serviceAccount: string
  /** PEM. */
  readonly privateKey: string
  /** Set apart by spaces. */
  readonly scopes: string
  /** Requests a minute per operation. */
  readonly rateLimit: number
}

export interface SlackConfig {
  /** Absent where Slack is reached by Socket Mode alone. */
  readonly signingSecret?: string
  /** What lets the desk into one workspace, or into those that install it. */
  readonly access: { readonly botToken: string } | OAuthConfig
  /** Present: Socket Mode as well. */
  readonly appToken?: string
  readonly apiUrl: string
  /** Where questions are answered without a mention. */
  readonly supportChannels: readonly string[]
}

/** Several workspaces, each of which installs the app by itself. */
export interface OAuthConfig {
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  /** The workspaces, or Enterprise organisations, that may install and use it, by id. */
  readonly allowedTeams: readonly string[]
  /** Of 32 bytes, for the tokens in the store: the newest first, which seals; all of them open. */
  readonly encryptionKeys: readonly [Buffer, ...Buffer[]]
}

/** The bot in LINE WORKS. */
export interface BotConfig {
  readonly id: string
  readonly secret: string
  /** What people write after `@` in a group room. */
  readonly name: string
  /** Whose members may use it; undefined: wherever it has been added. */
  readonly allowedDomains: readonly string[] | undefined
}

export interface SandboxConfig {
  readonly port: number
  readonly customers: number
  readonly seed: string
  readonly rateLimit: number
  readonly timeScale: number
}

export interface Config {
  readonly port: number
  readonly host: string | undefined
  readonly logLevel: (typeof logLevels)[number]
  readonly locale: Locale
  readonly zone: string
  /** Who may ask, by the platforms' ids of people and of groups; undefined: every full member. */
  readonly allowedPeople: readonly string[] | undefined
  /** What `/metrics` asks for from beyond loopback; undefined: it is closed there. */
  readonly metricsToken: string | undefined
  /** Whose public holidays have no digest: countries, or parts of them, such as `JP` and `DE-BY`. */
  readonly holidays: readonly string[]
  /** PostgreSQL; undefined: the embedded store, in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** Undefined with no credentials at all: the desk then runs against its own sandbox. */
  readonly works: WorksConfig | undefined
  readonly slack: SlackConfig | undefined
  readonly bot: BotConfig | undefined
  readonly sandbox: SandboxConfig
}

/** Settings that cannot be used: every reason at once, none of them with a secret's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(`These settings cannot be used:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`)
    this.reasons = reasons
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const whole = (least: number, most: number) =>
  z.coerce.number(`has to be a whole number`).int('has to be a whole number').min(least).max(most)

const url = z
  .url({ protocol: /^https?$/, error: 'has to be an http or https URL' })
  .refine((text) => !URL.canParse(text) || !new URL(text).password, 'must not hold a password')
  .transform((text) => text.replace(/\/$/, ''))

/** Values set apart by commas. */
const list = (each: RegExp, message: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((value) => value.trim()))
    .refine((values) => values.every((value) => each.test(value)), message)

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `has to be one of ${logLevels.join(', ')}`).optional(),
  DESK_LOCALE: z.string().default('en_US').transform(readLocale),
  DESK_TIME_ZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'has to be an IANA time zone such as Asia/Tokyo')
    .default('Asia/Tokyo'),
  DESK_HOLIDAYS: z
    .string()
    .transform((text) => text.split(',').map((code) => code.trim()))
    .refine(knowsHolidays, 'has to be codes such as JP or DE-BY, set apart by commas')
    .optional(),

  DESK_ALLOWED_PEOPLE: list(/^[\w-]+$/, 'has to be ids of people or groups, set apart by commas').optional(),
  METRICS_TOKEN: z.string().min(16, 'has to have 16 characters or more').optional(),

  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'has to begin with postgres://')
    .optional(),
  DATA_DIR: z.string().default('./data'),

  WORKS_API_URL: url.default('https://www.worksapis.com/v1.0'),
  WORKS_AUTH_URL: url.default('https://auth.worksmobile.com/oauth2/v2.0'),
  WORKS_CLIENT_ID: z.string().optional(),
  WORKS_CLIENT_SECRET: z.string().optional(),
  WORKS_SERVICE_ACCOUNT: z.string().optional(),
  WORKS_PRIVATE_KEY: z.string().transform(readPrivateKey).optional(),
  WORKS_SCOPES: z.string().optional(),
  WORKS_RATE_LIMIT: whole(1, 100_000).default(240),
  WORKS_BOT_ID: z.string().regex(/^\d+$/, 'has to be digits only').optional(),
  WORKS_BOT_SECRET: z.string().optional(),
  // As people write it after the sign.
  WORKS_BOT_NAME: z
    .string()
    .transform((name) => name.trim().replace(/^@\s*/, ''))
    .optional(),
  WORKS_ALLOWED_DOMAINS: list(/^[1-9]\d*$/, 'has to be domain IDs, set apart by commas').optional(),

  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'has to start with xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'has to start with xapp-').optional(),
  SLACK_API_URL: url.default('https://slack.com/api').transform((text) => `${text}/`),
  SLACK_SUPPORT_CHANNELS: list(
    /^[CG][A-Z0-9]+$/,
    'has to be ids of channels such as C0123456789, set apart by commas',
  ).optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
  SLACK_ALLOWED_TEAMS: list(
    /^[TE][A-Z0-9]+$/,
    'has to be ids of workspaces such as T0123456789, set apart by commas',
  ).optional(),
  TOKEN_ENCRYPTION_KEY: z.string().transform(readEncryptionKeys).optional(),

  SANDBOX_PORT: whole(0, 65_535).default(4010),
  SANDBOX_CUSTOMERS: whole(1, 100_000).default(60),
  SANDBOX_SEED: z.string().default('partner-desk'),
  SANDBOX_RATE_LIMIT: whole(1, 1_000_000).default(240),
  SANDBOX_TIME_SCALE: whole(1, 1_000).default(1),
})

type Variables = z.output<typeof schema>

const worksVariables = [
  'WORKS_CLIENT_ID',
  'WORKS_CLIENT_SECRET',
  'WORKS_SERVICE_ACCOUNT',
  'WORKS_PRIVATE_KEY',
] as const
const botVariables = ['WORKS_BOT_ID', 'WORKS_BOT_SECRET', 'WORKS_BOT_NAME'] as const
const slackVariables = ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const
/** For several workspaces: all of them, or none. */
const oauthVariables = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_ALLOWED_TEAMS',
  'TOKEN_ENCRYPTION_KEY',
] as const

/**
 * Reads the settings from the environment; an empty variable counts as unset.
 * Throws a `ConfigError` with everything that is wrong or missing.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(given)
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const missing = missingOrOpen(given)
  if (!parsed.success || missing.length > 0) throw new ConfigError([...wrong, ...missing])

  const variables = parsed.data
  const works = worksConfig(variables)
  return {
    port: variables.PORT,
    host: variables.HOST,
    // With the sandbox a newcomer reads the terminal, and a line for each call would bury what matters.
    logLevel: variables.LOG_LEVEL ?? (works ? 'info' : 'warn'),
    locale: variables.DESK_LOCALE,
    zone: variables.DESK_TIME_ZONE,
    holidays: variables.DESK_HOLIDAYS ?? [],
    allowedPeople: variables.DESK_ALLOWED_PEOPLE,
    metricsToken: variables.METRICS_TOKEN,
    databaseUrl: variables.DATABASE_URL,
    dataDir: variables.DATA_DIR,
    works,
    slack: slackConfig(variables),
    bot: botConfig(variables),
    sandbox: {
      port: variables.SANDBOX_PORT,
      customers: variables.SANDBOX_CUSTOMERS,
      seed: variables.SANDBOX_SEED,
      rateLimit: variables.SANDBOX_RATE_LIMIT,
      timeScale: variables.SANDBOX_TIME_SCALE,
    },
  }
}

/**
 * What is missing. Where nothing is set, outside production, the sandbox fills in, and must not be reached from
 * elsewhere.
 */
function missingOrOpen(given: Record<string, string | undefined>): string[] {
  const isSet = (name: string) => given[name] !== undefined
  const isUnset = (name: string) => !isSet(name)
  const hasCredentials = [...worksVariables, ...slackVariables, ...oauthVariables, ...botVariables].some(
    isSet,
  )
  if (!hasCredentials && given.NODE_ENV !== 'production') {
    const isOpen = given.HOST !== undefined && !isLoopback(given.HOST)
    return isOpen ? ['HOST: has to be a loopback address while the sandbox runs'] : []
  }

  const missing: string[] = worksVariables.filter(isUnset)
  const wantsBot = botVariables.some(isSet)
  const wantsOAuth = oauthVariables.some(isSet)
  const wantsSlack =
    wantsOAuth || slackVariables.some(isSet) || (given.NODE_ENV === 'production' && !wantsBot)
  if (wantsOAuth) {
    // Slack brings people back from its page over HTTP, and what it sends by itself comes the same way.
    missing.push(...['SLACK_SIGNING_SECRET', ...oauthVariables].filter(isUnset))
  } else if (wantsSlack) {
    if (isUnset('SLACK_BOT_TOKEN')) missing.push('SLACK_BOT_TOKEN')
    if (isUnset('SLACK_SIGNING_SECRET') && isUnset('SLACK_APP_TOKEN')) missing.push('SLACK_SIGNING_SECRET')
  }
  if (wantsBot) missing.push(...botVariables.filter(isUnset))
  const both =
    wantsOAuth && isSet('SLACK_BOT_TOKEN')
      ? [
          `SLACK_BOT_TOKEN: is for one workspace, and cannot be set together with ${oauthVariables.filter(isSet).join(', ')}`,
        ]
      : []
  return [...missing.map((name) => `${name}: is missing`), ...both]
}

function worksConfig(variables: Variables): WorksConfig | undefined {
  const { WORKS_CLIENT_ID, WORKS_CLIENT_SECRET, WORKS_SERVICE_ACCOUNT, WORKS_PRIVATE_KEY } = variables
  if (!WORKS_CLIENT_ID || !WORKS_CLIENT_SECRET || !WORKS_SERVICE_ACCOUNT || !WORKS_PRIVATE_KEY) {
    return undefined
  }
  return {
    apiUrl: variables.WORKS_API_URL,
    authUrl: variables.WORKS_AUTH_URL,
    clientId: WORKS_CLIENT_ID,
    clientSecret: WORKS_CLIENT_SECRET,
    serviceAccount: WORKS_SERVICE_ACCOUNT,
    privateKey: WORKS_PRIVATE_KEY,
    scopes:
      variables.WORKS_SCOPES ?? (variables.WORKS_BOT_ID ? 'partner.read bot user.read' : 'partner.read'),
    rateLimit: variables.WORKS_RATE_LIMIT,
  }
}

function slackConfig(variables: Variables): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL } = variables
  const access = botToken ? { botToken } : oauthConfig(variables)
  if (!access) return undefined
  return {
    access,
    apiUrl: SLACK_API_URL,
    supportChannels: variables.SLACK_SUPPORT_CHANNELS ?? [],
    ...(SLACK_SIGNING_SECRET ? { signingSecret: SLACK_SIGNING_SECRET } : {}),
    ...(SLACK_APP_TOKEN ? { appToken: SLACK_APP_TOKEN } : {}),
  }
}

function oauthConfig(variables: Variables): OAuthConfig | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET } = variables
  const { SLACK_ALLOWED_TEAMS, TOKEN_ENCRYPTION_KEY } = variables
  if (!SLACK_CLIENT_ID || !SLACK_CLIENT_SECRET || !SLACK_STATE_SECRET) return undefined
  if (!SLACK_ALLOWED_TEAMS || !TOKEN_ENCRYPTION_KEY) return undefined
  return {
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    stateSecret: SLACK_STATE_SECRET,
    allowedTeams: SLACK_ALLOWED_TEAMS,
    encryptionKeys: TOKEN_ENCRYPTION_KEY,
  }
}

function botConfig(variables: Variables): BotConfig | undefined {
  const { WORKS_BOT_ID: id, WORKS_BOT_SECRET: secret, WORKS_BOT_NAME: name } = variables
  if (!id || !secret || !name) return undefined
  return { id, secret, name, allowedDomains: variables.WORKS_ALLOWED_DOMAINS }
}

function readLocale(text: string, context: z.RefinementCtx): Locale {
  const locale = parseLocale(text)
  if (locale) return locale
  context.addIssue('has to be one of ja_JP, ko_KR, en_US, zh_TW, zh_CN')
  return z.NEVER
}

/** A PEM, with `\n` escapes as environment variables often hold them, or the path of a file with one. */
function readPrivateKey(text: string, context: z.RefinementCtx): string {
  try {
    const pem = (text.includes('-----BEGIN') ? text : readFileSync(text, 'utf8'))
      .replaceAll('\\n', '\n')
      .trim()
    readSigningKey(pem)
    return pem
  } catch {
    // What the reader or parser says is left out: it may quote from the key.
  }
  context.addIssue('has to be an RSA private key of 2048 bits or more: a PEM, or the path of a file with one')
  return z.NEVER
}

/** One key, or two while the older one is being replaced. */
function readEncryptionKeys(text: string, context: z.RefinementCtx): [Buffer, ...Buffer[]] {
  const written = text.split(',').map((key) => key.trim())
  const [newest, ...older] = written.map((key) => Buffer.from(key, 'base64'))
  const isBase64 = written.every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key))
  if (isBase64 && newest && older.length <= 1) return [newest, ...older]
  context.addIssue(
    'has to be 32 bytes in base64, as openssl rand -base64 32 gives them, or two such keys set apart by a comma',
  )
  return z.NEVER
}

/** The environment, completed from a `.env` file in the working folder; what is set already wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}
