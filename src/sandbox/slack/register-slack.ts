import type { FastifyInstance } from 'fastify'
import { registerAuthorize } from './oauth/register-authorize.ts'
import { registerActing } from './register-acting.ts'
import { registerInstalling } from './register-installing.ts'
import { registerPermalinks } from './register-permalinks.ts'
import { registerResponseUrls } from './register-response-urls.ts'
import { registerWebApi } from './register-web-api.ts'
import type { SlackApp } from './slack-app.ts'

/** Slack's side of the sandbox: the page for installs, the Web API, `response_url`s, links to messages, and acting for its people. */
export function registerSlack(app: FastifyInstance, slack: SlackApp): void {
  registerPermalinks(app)
  app.addHook('onClose', async () => slack.reset())
  // Each in a scope of its own: what one takes as a body is not what the others take.
  app.register(async (scope) => registerWebApi(scope, slack))
  app.register(async (scope) => registerResponseUrls(scope, slack))
  app.register(async (scope) => registerAuthorize(scope, slack))
  app.register(async (scope) => registerActing(scope, slack))
  app.register(async (scope) => registerInstalling(scope, slack))
}
