import type { Log } from '../core/ports.ts'

/** Warns once of each kind of error: what is down for one of an answer's many reads is so for most of them. */
export function logOnce(log: Log): Log {
  const logged = new Set<string>()
  return {
    info: (fields, message) => log.info(fields, message),
    error: (fields, message) => log.error(fields, message),
    warn(fields, message) {
      const kind = `${'code' in fields ? fields.code : ''} ${message}`
      if (logged.has(kind)) return
      logged.add(kind)
      log.warn(fields, message)
    },
  }
}
