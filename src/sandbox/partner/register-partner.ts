import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseDomainId } from '../../core/customer.ts'
import type { Answer } from '../answer.ts'
import { answerThroughFaults } from '../apply-fault.ts'
import type { SandboxContext } from '../context.ts'
import type { Tokens } from '../tokens.ts'
import { apiError, unknownCustomer, unknownPath } from '../works-api/api-error.ts'
import { checkBearer } from '../works-api/check-bearer.ts'
import { createCursors } from '../works-api/cursor.ts'
import type { RateWindows } from '../works-api/rate-windows.ts'
import type { World } from '../world/world.ts'
import { createCustomerList, type ListQuery } from './list-customers.ts'
import { customerOperations } from './operations.ts'

export interface PartnerParts {
  readonly world: World
  readonly tokens: Tokens
  readonly rateWindows: RateWindows
  /** Seals the list's cursors. */
  readonly cursorKey: string
}

/** Either is enough for reading. */
const readingScopes = ['partner', 'partner.read']

interface CustomerPath {
  readonly domainId: string
  readonly optionProductId?: string
}

/** The Partner API's reads, to be registered under `/v1.0`; every other path there is unknown to it. */
export function registerPartner(
  app: FastifyInstance,
  { clock, faults }: Pick<SandboxContext, 'clock' | 'faults'>,
  { world, tokens, rateWindows, cursorKey }: PartnerParts,
): void {
  /** Faults come first, as the network does; then the token, the rate window, and the read. */
  const serve = (operation: string, request: FastifyRequest, reply: FastifyReply, read: () => Answer) =>
    answerThroughFaults(faults, 'partner', operation, request, reply, () => {
      const bearer = checkBearer(request.headers.authorization, tokens, readingScopes)
      if ('refusal' in bearer) return bearer.refusal
      const { isWithin, headers } = rateWindows.take(operation)
      const answer = isWithin ? read() : apiError(429, 'TOO_MANY_REQUESTS', 'API rate limit exceeded')
      return { ...answer, headers: { ...answer.headers, ...headers } }
    })

  const list = createCustomerList(world, createCursors(cursorKey), (zone) => clock.today(zone))
  app.get<{ Querystring: ListQuery }>('/partners/customers', (request, reply) =>
    serve('customers.list', request, reply, () => list(request.query)),
  )

  for (const { name, path, read } of customerOperations) {
    app.get<{ Params: CustomerPath }>(`/partners/customers/:domainId${path}`, (request, reply) => {
      const { domainId, optionProductId = '' } = request.params
      if (!parseDomainId(domainId)) return sendUnknownPath(reply)
      return serve(name, request, reply, () => {
        const customer = world.find(domainId)
        return customer
          ? read(customer, clock.today(customer.zone), optionProductId)
          : unknownCustomer(domainId)
      })
    })
  }

  app.setNotFoundHandler((_request, reply) => sendUnknownPath(reply))
}

function sendUnknownPath(reply: FastifyReply): FastifyReply {
  return reply.code(unknownPath.status).headers(unknownPath.headers).send(unknownPath.body)
}
