import type { Method } from './method.ts'
import { describeChannel } from './methods/describe-channel.ts'
import { describeUser } from './methods/describe-user.ts'
import { findPermalink } from './methods/find-permalink.ts'
import { listHistory } from './methods/list-history.ts'
import { listReplies } from './methods/list-replies.ts'
import { openView } from './methods/open-view.ts'
import { postEphemeral } from './methods/post-ephemeral.ts'
import { postMessage } from './methods/post-message.ts'
import { testAuth } from './methods/test-auth.ts'
import { updateMessage } from './methods/update-message.ts'

/** The methods of the Web API that this stand-in knows. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': testAuth,
  'users.info': describeUser,
  'conversations.info': describeChannel,
  'conversations.history': listHistory,
  'conversations.replies': listReplies,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'chat.getPermalink': findPermalink,
  'views.open': openView,
  // There is no Socket Mode here; this is what Slack says to a token that is not an app's.
  'apps.connections.open': () => ({ error: 'not_allowed_token_type' }),
}
