import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxContext } from './context.ts'
import { type Fault, faultSchema } from './faults.ts'
import { knownOperations } from './known-operations.ts'
import type { Tokens } from './tokens.ts'
import { readWish, WrongWish } from './wish.ts'

const clockSchema = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ reset: z.literal(true) }),
])
const clearSchema = z.strictObject({})
const messagesSchema = z.strictObject({ clear: z.literal(true), room: z.string().optional() })
const tokensSchema = z.strictObject({ expire: z.literal(true) })

/** The routes under `/_sandbox/` that turn the world. What they are sent has to be `application/json`. */
export function registerControl(
  app: FastifyInstance,
  { clock, faults, messages }: Pick<SandboxContext, 'clock' | 'faults' | 'messages'>,
  tokens: Tokens,
  resetOthers: () => void,
): void {
  takeJsonOnly(app)
  const readClock = () => ({
    now: new Date(clock.now()).toISOString(),
    wall: new Date(clock.wall()).toISOString(),
  })

  app.get('/clock', async () => readClock())
  app.post('/clock', async (request) => {
    const wish = readWish(clockSchema, request.body)
    if ('advance' in wish) advance(clock, wish.advance)
    else clock.reset()
    return readClock()
  })

  app.get('/faults', async () => ({ faults: faults.list() }))
  app.post('/faults', async (request) => {
    if (clearSchema.safeParse(request.body).success) faults.clear()
    else faults.set(readFault(request.body))
    return { faults: faults.list() }
  })

  app.post('/messages', async (request) => {
    messages.clear(readWish(messagesSchema, request.body).room)
    return {}
  })

  app.post('/tokens', async (request) => {
    readWish(tokensSchema, request.body)
    tokens.expireAll()
    return {}
  })

  app.post('/reset', async (request) => {
    readWish(clearSchema, request.body)
    clock.reset()
    faults.clear()
    messages.clear()
    resetOthers()
    return {}
  })
}

function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => {
      try {
        return JSON.parse(body.toString() || '{}') as unknown
      } catch {
        throw new WrongWish('The body is not JSON.')
      }
    },
  )
  // A body without a type, or none at all, is what a form of another page can send.
  app.addHook('onRequest', async (request, reply) => {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (request.method !== 'GET' && type !== 'application/json') {
      return reply.code(415).send({ error: 'Only application/json is taken.' })
    }
  })
}

/** A fault of a misspelt operation would wait for ever, and look as if the desk did not mind it. */
function readFault(body: unknown): Fault {
  const fault = readWish(faultSchema, body)
  const known = knownOperations[fault.target]
  if (fault.operation !== undefined && !known.includes(fault.operation)) {
    throw new WrongWish(
      `${fault.target} has no operation ${fault.operation}; it has ${known.join(', ') || 'none'}.`,
    )
  }
  return fault
}

function advance(clock: SandboxContext['clock'], isoDuration: string): void {
  try {
    clock.advance(isoDuration)
  } catch (error) {
    throw error instanceof RangeError ? new WrongWish(error.message) : error
  }
}
