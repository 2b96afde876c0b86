import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../core/ports.ts'

/**
 * Takes what Bolt and Slack's client have to say into our log. Their debug lines hold whole messages and stay out;
 * of objects only an error's name and message is kept, because the rest may carry headers and addresses.
 */
export function toBoltLogger(log: Log): Logger {
  const line = (said: readonly unknown[]) => ['Bolt:', ...said.map(describe)].join(' ')
  return {
    debug: () => {},
    info: (...said) => log.info({}, line(said)),
    warn: (...said) => log.warn({}, line(said)),
    error: (...said) => log.error({}, line(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

function describe(said: unknown): string {
  if (said instanceof Error) return `${said.name}: ${said.message}`
  return typeof said === 'object' ? 'object' : String(said)
}
