import type { Origin } from './response-urls.ts'
import { appId, type Workspace } from './workspace.ts'

/** What Slack sends of the app with everything that a person does. */
export const appFields = {
  // From before requests were signed; Slack still sends one, and nobody should check it.
  token: 'verification-token-not-in-use',
  api_app_id: appId,
}

/** What Slack sends with a command and with a pressed button alike, with a fresh `response_url` and trigger. */
export function interactionFields(origin: Origin, { context, responseUrls, triggers }: Workspace) {
  return {
    ...appFields,
    response_url: `${context.ownUrl()}/slack/response/${responseUrls.issue(origin)}`,
    trigger_id: triggers.issue(origin.person),
  }
}
