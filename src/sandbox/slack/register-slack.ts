import type { FastifyInstance } from 'fastify'
import { registerActing } from './register-acting.ts'
import { registerPermalinks } from './register-permalinks.ts'
import { registerResponseUrls } from './register-response-urls.ts'
import { registerWebApi } from './register-web-api.ts'
import type { Workspace } from './workspace.ts'

/** Slack's side of the sandbox: the Web API, `response_url`s, links to messages, and acting for its people. */
export function registerSlack(app: FastifyInstance, workspace: Workspace): void {
  registerPermalinks(app)
  app.addHook('onClose', async () => workspace.reset())
  // Each in a scope of its own: what one takes as a body is not what the others take.
  app.register(async (scope) => registerWebApi(scope, workspace))
  app.register(async (scope) => registerResponseUrls(scope, workspace))
  app.register(async (scope) => registerActing(scope, workspace))
}
