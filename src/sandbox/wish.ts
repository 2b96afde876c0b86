import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Why the sandbox does not do what somebody asks of it, for them to read. */
export class WrongWish extends Error {
  readonly statusCode = 400
}

/** Throws a `WrongWish` for what is of another shape. */
export function readWish<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new WrongWish(z.prettifyError(parsed.error))
  return parsed.data
}

/** Answers a `WrongWish` with its reason as `error`; what else goes wrong is told as anywhere. */
export function tellOfWrongWishes(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof WrongWish)) throw error
    return reply.code(error.statusCode).send({ error: error.message })
  })
}
