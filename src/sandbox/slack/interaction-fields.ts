import { randomBytes } from 'node:crypto'
import type { Origin } from './response-urls.ts'
import { appId, type Workspace } from './workspace.ts'

/** What Slack sends with a command and with a pressed button alike, with a fresh `response_url`. */
export function interactionFields(origin: Origin, { context, responseUrls }: Workspace) {
  return {
    // From before requests were signed; Slack still sends one, and nobody should check it.
    token: 'verification-token-not-in-use',
    api_app_id: appId,
    response_url: `${context.ownUrl()}/slack/response/${responseUrls.issue(origin)}`,
    trigger_id: `${context.clock.wall()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`,
  }
}
