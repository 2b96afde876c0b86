import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../core/ports.ts'
import { describeSlackError } from './describe-slack-error.ts'

/** Where an answer of Slack cannot be read, its client takes the whole of it for the word that says what was wrong. */
const unreadableAnswer = /((?:An API error occurred|Slack API error): )(?![a-z_]{1,60}\)?$).*/s

/**
 * Takes what Bolt and Slack's client have to say into our log. Their debug lines hold whole messages and stay out;
 * of objects only what an error is called is kept, because the rest may carry people, headers and addresses.
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
  if (said instanceof Error) {
    const { name, codes = [], status, error } = describeSlackError(said)
    return [name, ...codes, status, error].filter((part) => part !== undefined).join(' ')
  }
  return typeof said === 'object' ? 'object' : String(said).replace(unreadableAnswer, '$1unreadable answer')
}
