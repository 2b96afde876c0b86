import { existsSync } from 'node:fs'
import { missingOrOpen } from './config/find-missing.ts'
import { type logLevels, schema, type Variables } from './config/variables.ts'
import type { Locale } from './core/locale.ts'

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

/** The environment, completed from a `.env` file in the working folder; what is set already wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}
