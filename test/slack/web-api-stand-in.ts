import { parse } from 'node:querystring'
import Fastify from 'fastify'

/** `drop`: taken, and the connection cut; `hang`: no answer; a number: that status; a text: as it is; else JSON. */
export type Played = 'drop' | 'hang' | number | { readonly raw: string } | Readonly<Record<string, unknown>>

export interface MethodCall {
  readonly method: string
  readonly given: Readonly<Record<string, string>>
  /** What it was signed with. */
  readonly token: string
}

type Answer = (given: MethodCall['given'], token: string) => Played | Promise<Played>

/** Slack's Web API over real HTTP, each method answered as the test says. */
export async function startWebApi() {
  const server = Fastify({ forceCloseConnections: true })
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parse(String(body))),
  )
  const calls: MethodCall[] = []
  const answers = new Map<string, Answer>()
  server.post<{ Params: { method: string }; Body: Record<string, string> }>(
    '/api/:method',
    async ({ params: { method }, body, headers }, reply) => {
      const token = headers.authorization?.replace('Bearer ', '') ?? ''
      calls.push({ method, given: body, token })
      const played = (await answers.get(method)?.(body, token)) ?? { ok: false, error: 'unknown_method' }
      if (played === 'hang') return reply.hijack()
      if (played === 'drop') {
        reply.hijack()
        reply.raw.destroy()
        return reply
      }
      if (typeof played === 'number') {
        return reply
          .code(played)
          .headers(played === 429 ? { 'retry-after': '7' } : {})
          .send('no')
      }
      return reply.send('raw' in played ? played.raw : played)
    },
  )
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    apiUrl: `${url}/api/`,
    calls,
    of: (method: string) => calls.filter((call) => call.method === method).map(({ given }) => given),
    /** One answer for every call, or one for each by what was given. */
    play(method: string, played: Played | Answer) {
      answers.set(method, typeof played === 'function' ? played : () => played)
    },
    close: () => server.close(),
  }
}
