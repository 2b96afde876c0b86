import { chmod, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'

/** What a verb asks of the process that holds the embedded store. */
export interface HolderRequest {
  readonly text: string
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
  readonly format: 'text' | 'slack' | 'json'
}

/** What the verb is to print, and whether that is an answer. */
export interface HolderReply {
  readonly output: string
  readonly isAnswer: boolean
}

const requestSchema = z.object({
  text: z.string(),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  format: z.enum(['text', 'slack', 'json']),
})
const replySchema = z.object({ output: z.string(), isAnswer: z.boolean() })

/** Nobody else on the machine may ask in this user's name. */
const ownerOnly = 0o600

const socketOf = (dataDir: string) => join(dataDir, 'desk.sock')

/**
 * Listens in the embedded store's folder for verbs of other processes. Only for the process that holds the folder:
 * a socket that is there already was left behind by one that was killed.
 */
export async function listenAsHolder(
  dataDir: string,
  answer: (asked: HolderRequest) => Promise<HolderReply>,
): Promise<FastifyInstance> {
  const path = socketOf(dataDir)
  const server = Fastify()
  server.post('/ask', async (asked) => answer(requestSchema.parse(asked.body)))
  await rm(path, { force: true })
  await server.listen({ path })
  await chmod(path, ownerOnly)
  return server
}

/** Asks the process that holds the folder; undefined where none does. Rejects when it answers with a failure. */
export function askHolder(dataDir: string, asked: HolderRequest): Promise<HolderReply | undefined> {
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath: socketOf(dataDir),
      path: '/ask',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    call.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    )
    call.on('response', async (reply) => {
      try {
        const body = Buffer.concat(await reply.toArray()).toString()
        if (reply.statusCode !== 200)
          throw new Error(`the running desk answered ${reply.statusCode}: ${body}`)
        resolve(replySchema.parse(JSON.parse(body)))
      } catch (error) {
        reject(error)
      }
    })
    call.end(JSON.stringify(asked))
  })
}
