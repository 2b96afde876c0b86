import { readFileSync } from 'node:fs'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { type Locale, parseLocale } from '../core/locale.ts'
import { knowsHolidays } from '../text/holidays.ts'
import { readPrivateKey as readSigningKey } from '../works/assertion.ts'

/** The least that is logged. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

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

/** The variables of the environment, with what stands for those that are unset. */
export const schema = z.object({
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

export type Variables = z.output<typeof schema>

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
