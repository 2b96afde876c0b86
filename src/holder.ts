import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'

/** A command line that a verb wants answered. */
export interface HolderQuestion {
  readonly text: string
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
  readonly format: 'text' | 'slack' | 'lineworks' | 'json'
}

/** What the verb is to print, and whether that is an answer. */
export interface HolderAnswer {
  readonly output: string
  readonly isAnswer: boolean
}

/** Which rows of the audit a verb wants. */
export interface HolderAuditWish {
  /** ISO 8601. */
  readonly since: string
  readonly person?: string | undefined
}

/** Which room's digest a verb wants to see, and how. */
export interface HolderDigestWish {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly format: HolderQuestion['format']
}

/** The digests of all rooms, as verbs ask for them. */
export interface HolderDigests {
  /** Each is sent on as JSON, here and below. */
  list(): Promise<readonly object[]>
  /** What the room would get now; undefined where it has no digest. */
  now(wish: HolderDigestWish): Promise<string | undefined>
  /** Delivers what is due, and gives what became of it. */
  run(): Promise<readonly object[]>
}

/** The people and groups that a verb wants installations asked about; none: only the installations themselves. */
export interface HolderInstallsWish {
  readonly listed?: readonly string[] | undefined
}

/** What came of the questions that only the holder can ask, as it alone has the tokens; none of these is in here. */
export type HolderInstallsCheck = z.infer<typeof installsCheckSchema>

/** What the process that holds the embedded store does for others. */
export interface Holder {
  ask(question: HolderQuestion): Promise<HolderAnswer>
  /** A pass over all customers, told step by step; each step is sent on as JSON. */
  collect(onStep: (step: object) => void): Promise<void>
  /** Each row is sent on as JSON. */
  audit(wish: HolderAuditWish): AsyncIterable<object>
  /** Answers that people called wrong; each is sent on as JSON. */
  wrongAnswers(): Promise<readonly object[]>
  /** What the store says of all that is kept in it; sent on as JSON. */
  figures(): Promise<object>
  installs(wish: HolderInstallsWish): Promise<HolderInstallsCheck>
  readonly digests: HolderDigests
}

const questionSchema = z.object({
  text: z.string(),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  format: z.enum(['text', 'slack', 'lineworks', 'json']),
})
const auditWishSchema = z.object({ since: z.iso.datetime(), person: z.string().optional() })
const digestWishSchema = z.object({
  platform: z.string(),
  workspace: z.string(),
  room: z.string(),
  format: questionSchema.shape.format,
})
const installsWishSchema = z.object({ listed: z.array(z.string()).optional() })
const idsSchema = z.array(z.string()).readonly()
const listedCheckSchema = z.object({
  people: idsSchema,
  groups: idsSchema,
  inGroups: z.number(),
  unread: z.array(z.object({ id: z.string(), reason: z.string() })).readonly(),
})
const installsCheckSchema = z.object({
  findings: z.array(z.object({ isWell: z.boolean(), line: z.string() })).readonly(),
  /** What each installation that answers says of the listed. */
  listed: z.array(z.object({ name: z.string(), check: listedCheckSchema })).readonly(),
})
const rowsSchema = z.array(z.looseObject({}))
const digestNowSchema = z.object({ output: z.string().optional() })
const answerSchema = z.object({ output: z.string(), isAnswer: z.boolean() })

/** Nobody else on the machine may ask in this user's name. */
const ownerOnly = 0o600

const socketOf = (dataDir: string) => join(dataDir, 'desk.sock')

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

/** Asks the process that holds the folder; undefined where none does. Rejects when it answers with a failure. */
export async function askHolder(
  dataDir: string,
  question: HolderQuestion,
): Promise<HolderAnswer | undefined> {
  const reply = await post(dataDir, '/ask', question)
  return reply && answerSchema.parse(await readBody(reply))
}

/** Has the process that holds the folder make a pass; false where none holds it. Rejects when the pass fails. */
export async function collectByHolder(dataDir: string, onStep: (step: unknown) => void): Promise<boolean> {
  const reply = await post(dataDir, '/collect', {})
  if (!reply) return false
  for await (const line of createInterface({ input: reply })) {
    const step: unknown = JSON.parse(line)
    const failure = z.object({ error: z.string() }).safeParse(step)
    if (failure.success) throw new Error(failure.data.error)
    onStep(step)
  }
  return true
}

/** Rows of the audit from the process that holds the folder; undefined where none does. They may reject midway. */
export async function auditOfHolder(
  dataDir: string,
  wish: HolderAuditWish,
): Promise<AsyncIterable<unknown> | undefined> {
  const reply = await post(dataDir, '/audit', wish)
  if (!reply) return undefined
  if (reply.statusCode !== 200) throw await failureOf(reply)
  return fromLines(reply)
}

/** Answers that people called wrong, from the process that holds the folder; undefined where none does. */
export async function wrongAnswersOfHolder(dataDir: string): Promise<readonly object[] | undefined> {
  const reply = await post(dataDir, '/questions/report', {})
  return reply && rowsSchema.parse(await readBody(reply))
}

/** What the store says, from the process that holds the folder; undefined where none does. */
export async function figuresOfHolder(dataDir: string): Promise<unknown> {
  const reply = await post(dataDir, '/figures', {})
  return reply && readBody(reply)
}

/** Slack is asked by way of it, one question after the other. */
const installsMs = 60_000

/** What the process that holds the folder finds out; undefined where none does. Rejects when it does not answer. */
export async function installsOfHolder(
  dataDir: string,
  wish: HolderInstallsWish,
  timeoutMs = installsMs,
): Promise<HolderInstallsCheck | undefined> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const reply = await post(dataDir, '/installs', wish, signal)
    return reply && installsCheckSchema.parse(await readBody(reply))
  } catch (error) {
    if (signal.aborted) throw new Error(`it has not answered within ${timeoutMs / 1_000} s`, { cause: error })
    throw error
  }
}

/** The digests of the process that holds the folder; undefined where none does. */
export async function digestsOfHolder(dataDir: string): Promise<HolderDigests | undefined> {
  if (!(await isHeld(dataDir))) return undefined
  const ask = async (what: 'list' | 'now' | 'run', wish: object = {}) => {
    const reply = await post(dataDir, `/digest/${what}`, wish)
    if (!reply) throw new Error('the running desk has stopped meanwhile')
    return readBody(reply)
  }
  return {
    list: async () => rowsSchema.parse(await ask('list')),
    now: async (wish) => digestNowSchema.parse(await ask('now', wish)).output,
    run: async () => rowsSchema.parse(await ask('run')),
  }
}

async function* asLines(values: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}

async function* fromLines(reply: IncomingMessage): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: reply })) yield JSON.parse(line)
}

/** Rejects where it is no answer. */
async function readBody(reply: IncomingMessage): Promise<unknown> {
  if (reply.statusCode !== 200) throw await failureOf(reply)
  return JSON.parse(await textOf(reply))
}

async function failureOf(reply: IncomingMessage): Promise<Error> {
  if (reply.statusCode === 404)
    return new Error('the running desk is older than this, and does not know the question')
  return new Error(`the running desk answered ${reply.statusCode}: ${await textOf(reply)}`)
}

async function textOf(reply: IncomingMessage): Promise<string> {
  return Buffer.concat(await reply.toArray()).toString()
}

async function isHeld(dataDir: string): Promise<boolean> {
  const socket = connect(socketOf(dataDir))
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    if (isNobody(error)) return false
    throw error
  } finally {
    socket.destroy()
  }
}

/** Undefined where nobody listens. */
async function post(
  dataDir: string,
  path: string,
  body: object,
  signal?: AbortSignal,
): Promise<IncomingMessage | undefined> {
  const headers = { 'content-type': 'application/json' }
  const call = request({
    socketPath: socketOf(dataDir),
    path,
    method: 'POST',
    headers,
    ...(signal && { signal }),
  })
  call.end(JSON.stringify(body))
  try {
    const [reply] = (await once(call, 'response')) as [IncomingMessage]
    return reply
  } catch (error) {
    if (isNobody(error)) return undefined
    throw error
  }
}

/** Whether a connection failed because nobody listens. */
function isNobody(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ECONNREFUSED'
}
