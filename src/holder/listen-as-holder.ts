import { chmod, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import {
  auditWishSchema,
  digestWishSchema,
  type Holder,
  installsWishSchema,
  questionSchema,
  socketOf,
} from './protocol.ts'

/** Nobody else on the machine may ask in this user's name. */
const ownerOnly = 0o600

/**
 * Listens in the embedded store's folder for verbs of other processes. Only for the process that holds the folder:
 * a socket that is there already was left behind by one that was killed.
 */
export async function listenAsHolder(dataDir: string, holder: Holder): Promise<FastifyInstance> {
  const path = socketOf(dataDir)
  const server = Fastify()
  const untilClosing = failWhenClosing(server)
  server.post('/ask', async ({ body }) => holder.ask(questionSchema.parse(body)))
  server.post('/collect', async (_request, reply) => {
    reply.hijack()
    const write = (step: object) => reply.raw.writableEnded || reply.raw.write(`${JSON.stringify(step)}\n`)
    await untilClosing(holder.collect(write)).catch((error: unknown) => write({ error: String(error) }))
    reply.raw.end()
  })
  server.post('/audit', async ({ body }) => Readable.from(asLines(holder.audit(auditWishSchema.parse(body)))))
  server.post('/questions/report', () => holder.wrongAnswers())
  server.post('/figures', () => holder.figures())
  server.post('/installs', ({ body }) => untilClosing(holder.installs(installsWishSchema.parse(body))))
  server.post('/digest/list', () => holder.digests.list())
  server.post('/digest/now', async ({ body }) => ({
    output: await holder.digests.now(digestWishSchema.parse(body)),
  }))
  server.post('/digest/run', () => untilClosing(holder.digests.run()))
  await rm(path, { force: true })
  await server.listen({ path })
  await chmod(path, ownerOnly)
  return server
}

/** For what takes minutes: a server waits for its answers before it closes. Rejects as soon as it is to. */
function failWhenClosing(server: FastifyInstance): <Told>(work: Promise<Told>) => Promise<Told> {
  const closing = Promise.withResolvers<never>()
  // Who waits for work is told; often nobody does.
  closing.promise.catch(() => {})
  server.addHook('preClose', async () => closing.reject(new Error('the desk is being stopped')))
  return (work) => Promise.race([work, closing.promise])
}

async function* asLines(values: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}
