import type { AppMethod, Method } from './method.ts'
import { describeChannel } from './methods/describe-channel.ts'
import { describeUser } from './methods/describe-user.ts'
import { exchangeCode } from './methods/exchange-code.ts'
import { findPermalink } from './methods/find-permalink.ts'
import { listGroup } from './methods/list-group.ts'
import { listHistory } from './methods/list-history.ts'
import { listReplies } from './methods/list-replies.ts'
import { openView } from './methods/open-view.ts'
import { postEphemeral } from './methods/post-ephemeral.ts'
import { postMessage } from './methods/post-message.ts'
import { revokeToken } from './methods/revoke-token.ts'
import { testAuth } from './methods/test-auth.ts'
import { uninstallApp } from './methods/uninstall-app.ts'
import { updateMessage } from './methods/update-message.ts'

/** The methods of the Web API that this stand-in knows, for those who come with a token. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': testAuth,
  'auth.revoke': revokeToken,
  'users.info': describeUser,
  'usergroups.users.list': listGroup,
  'conversations.info': describeChannel,
  'conversations.history': listHistory,
  'conversations.replies': listReplies,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'chat.getPermalink': findPermalink,
  'views.open': openView,
  'apps.uninstall': uninstallApp,
  // There is no Socket Mode here; this is what Slack says to a token that is not an app's.
  'apps.connections.open': () => ({ error: 'not_allowed_token_type' }),
}

/** Those for the app itself, which has no token yet, or none any more. */
export const appMethods: Readonly<Record<string, AppMethod>> = {
  'oauth.v2.access': exchangeCode,
}
