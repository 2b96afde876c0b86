import { pino } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './core/ports.ts'

/** JSON lines on standard output, or on standard error where the output is the answer itself. */
export function createLog(level: Config['logLevel'], output: 'stdout' | 'stderr' = 'stdout'): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
    pino.destination({ fd: output === 'stdout' ? 1 : 2, sync: true }),
  )
}

/** A chain of causes is short, unless it is a circle. */
const mostCauses = 5

/**
 * An error without what libraries hang on it: that of the embedded store carries the query's parameters, which may be
 * what a person wrote, and their name.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return {
    type: name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack,
    ...(cause !== undefined && depth < mostCauses ? { cause: describeError(cause, depth + 1) } : {}),
  }
}
