import { pino } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './core/ports.ts'

/** JSON lines on standard output, or on standard error where the output is the answer itself. */
export function createLog(level: Config['logLevel'], output: 'stdout' | 'stderr' = 'stdout'): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: output === 'stdout' ? 1 : 2, sync: true }),
  )
}
