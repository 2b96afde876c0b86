import { isLoopback } from '../../core/is-loopback.ts'

/** Where Slack takes answers: its commercial and its government cloud. */
const slackHosts = ['hooks.slack.com', 'hooks.slack-gov.com']

/**
 * Whether an answer may be sent to an address: customer data goes to Slack, or to the host that stands in for it,
 * and nowhere else; over https except on this machine.
 */
export function isResponseUrl(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isSafe && [...slackHosts, new URL(apiUrl).host].includes(url.host)
}
