import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { socketOf } from './protocol.ts'

/** Whether somebody listens in the folder. */
export async function isHeld(dataDir: string): Promise<boolean> {
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

/** Asks whoever listens in the folder; undefined where nobody does. */
export async function post(
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

/** JSON values, a line each, as they come. */
export async function* fromLines(reply: IncomingMessage): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: reply })) yield JSON.parse(line)
}

/** Rejects where it is no answer. */
export async function readBody(reply: IncomingMessage): Promise<unknown> {
  if (reply.statusCode !== 200) throw await failureOf(reply)
  return JSON.parse(await textOf(reply))
}

/** What a reply that is no answer says. */
export async function failureOf(reply: IncomingMessage): Promise<Error> {
  if (reply.statusCode === 404)
    return new Error('the running desk is older than this, and does not know the question')
  return new Error(`the running desk answered ${reply.statusCode}: ${await textOf(reply)}`)
}

async function textOf(reply: IncomingMessage): Promise<string> {
  return Buffer.concat(await reply.toArray()).toString()
}
