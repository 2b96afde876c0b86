import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SandboxContext } from '../context.ts'
import type { World } from '../world/world.ts'
import { registerCustomers } from './register-customers.ts'
import { registerMessages, type Watched } from './register-messages.ts'

const pageFolder = join(import.meta.dirname, 'page')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Everything that the page shows may come from a stranger; nothing but its own files is loaded or run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The playground page, and the record of messages and the customers that it shows; `watched`: what it follows. */
export function registerPlayground(
  app: FastifyInstance,
  { clock, messages }: Pick<SandboxContext, 'clock' | 'messages'>,
  world: World,
  watched: readonly Watched[],
): void {
  const files = new Set(readdirSync(pageFolder))
  registerMessages(app, messages, watched)
  registerCustomers(app, world, (zone) => clock.today(zone))

  app.get('/', async (_request, reply) => reply.redirect('/playground'))
  app.get('/playground', async (_request, reply) => sendFile(reply, 'index.html'))
  app.get<{ Params: { file: string } }>('/playground/:file', async (request, reply) => {
    const { file } = request.params
    return files.has(file) ? sendFile(reply, file) : reply.code(404).send({ error: 'There is no such file.' })
  })
}

async function sendFile(reply: FastifyReply, file: string): Promise<FastifyReply> {
  return reply
    .headers({
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // Read anew on each request, so that a change shows on reload.
      'cache-control': 'no-store',
    })
    .send(await readFile(join(pageFolder, file)))
}
