import { type LoggerOptions, pino } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './core/ports.ts'

/** What nobody logs; should somebody do it by mistake, the value is left out. Written small, without dashes. */
export const secretNames: ReadonlySet<string> = new Set([
  ...['authorization', 'cookie', 'setcookie', 'xslacksignature', 'xworkssignature', 'signature'],
  ...['token', 'accesstoken', 'refreshtoken', 'idtoken', 'bottoken', 'apptoken', 'metricstoken', 'assertion'],
  ...['secret', 'clientsecret', 'signingsecret', 'botsecret', 'statesecret', 'privatekey', 'encryptionkeys'],
  ...['tokenencryptionkey', 'slackbottoken', 'slackapptoken', 'slacksigningsecret', 'slackclientsecret'],
  ...['slackstatesecret', 'worksclientsecret', 'worksprivatekey', 'worksbotsecret', 'databaseurl'],
  ...['password', 'connectionstring', 'responseurl'],
  ...['email', 'mail', 'privateemail', 'cellphone', 'phone', 'phonenumber', 'administrator'],
])

const leftOut = '[left out]'

/** Nothing that is logged is deeper. */
const deepest = 4

/**
 * The same fields without the values of such names, however they are written: `access_token`, `X-Slack-Signature`.
 * pino's own `redact` takes paths, and half a millisecond a line for as many of them, with wildcards.
 */
function withoutSecretFields(fields: object, depth = 0): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecretName(name) ? leftOut : withoutSecretValues(value, depth + 1),
    ]),
  )
}

function withoutSecretValues(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  const isList = Array.isArray(value)
  if (!isList && !isPlain(value)) return value
  if (depth > deepest) return leftOut
  return isList
    ? value.map((each: unknown) => withoutSecretValues(each, depth + 1))
    : withoutSecretFields(value, depth)
}

const known = new Map<string, boolean>()
/** More names than are in our lines; those of strangers' objects are not kept for ever. */
const mostKnown = 1_000

function isSecretName(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const isSecret = secretNames.has(name.replaceAll(/[-_]/g, '').toLowerCase())
  if (known.size < mostKnown) known.set(name, isSecret)
  return isSecret
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** JSON lines; no secret of ours is among them, whoever writes them. */
export const logOptions = {
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  formatters: { log: (fields) => withoutSecretFields(fields) as Record<string, unknown> },
} satisfies LoggerOptions

/** JSON lines on standard output, or on standard error where the output is the answer itself. */
export function createLog(level: Config['logLevel'], output: 'stdout' | 'stderr' = 'stdout'): Log {
  return pino({ ...logOptions, level }, pino.destination({ fd: output === 'stdout' ? 1 : 2, sync: true }))
}

/** A chain of causes is short, unless it is a circle. */
const mostCauses = 5

/** Texts of libraries may quote a header or a body: tokens of Slack, signed tokens, bearers, keys, and signatures. */
const secretTexts =
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]+|\bxapp-[\w-]+|\beyJ[\w-]+(?:\.[\w-]+)+|\bBearer\s+[\w.~+/=-]+|-----BEGIN[^-]*-----[^-]*(?:-----END[^-]*-----)?|\bv0=[0-9a-f]{16,}/gi

/**
 * An error without what libraries hang on it: that of the embedded store carries the query's parameters, which may be
 * what a person wrote, and their name.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (typeof error === 'string') return withoutSecrets(error)
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return {
    type: name,
    message: withoutSecrets(message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: stack && withoutSecrets(stack),
    ...(cause !== undefined && depth < mostCauses ? { cause: describeError(cause, depth + 1) } : {}),
  }
}

function withoutSecrets(text: string): string {
  return text.replaceAll(secretTexts, leftOut)
}
