import type { Config } from '../config.ts'
import type { Log } from '../core/ports.ts'
import { createLog } from '../log.ts'

/** For a verb whose output is the answer itself: on standard error, and silent unless somebody asks for its lines. */
export function createQuietLog({ logLevel }: Pick<Config, 'logLevel'>, environment: NodeJS.ProcessEnv): Log {
  return createLog(environment.LOG_LEVEL ? logLevel : 'silent', 'stderr')
}
