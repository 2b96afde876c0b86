import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers one request; may be slow, wrong or hang up. */
export type Script = (response: ServerResponse, received: Received) => void | Promise<void>

export interface ScriptedServer {
  readonly url: string
  readonly received: readonly Received[]
  /** One script for each request in turn; the last one goes on. */
  play(...scripts: Script[]): void
  close(): Promise<void>
}

/** A real HTTP server on this machine that answers as told. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = []
  let scripts: Script[] = []

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    }
    received.push(one)
    const script = scripts.length > 1 ? scripts.shift() : scripts[0]
    if (script) await script(response, one)
    else response.writeHead(501).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    play: (...given) => {
      scripts = given
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Script {
  return text(JSON.stringify(body), status, { 'Content-Type': 'application/json', ...headers })
}

export function text(body: string, status = 200, headers: Record<string, string> = {}): Script {
  return (response) => {
    response.writeHead(status, headers).end(body)
  }
}

export const dropConnection: Script = (response) => {
  response.destroy()
}

export const hang: Script = () => {}
