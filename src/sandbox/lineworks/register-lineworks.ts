import type { FastifyInstance } from 'fastify'
import { registerActing } from './register-acting.ts'
import { type BotApiParts, registerBotApi } from './register-bot-api.ts'
import type { Tenant } from './tenant.ts'

/** LINE WORKS' side of the sandbox beside the Partner API: the Bot API, users, and acting for its people. */
export function registerLineWorks(app: FastifyInstance, tenant: Tenant, parts: BotApiParts): void {
  // Each in a scope of its own: what one takes as a body is not what the other takes.
  app.register(async (scope) => registerBotApi(scope, tenant, parts), { prefix: '/v1.0' })
  app.register(async (scope) => registerActing(scope, tenant))
}
