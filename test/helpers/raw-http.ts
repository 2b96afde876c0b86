import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An answer as it came over the wire; `status` 0 where none did. */
export interface RawAnswer {
  readonly status: number
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A connection on which a test writes what it likes, well formed or not. */
export interface RawConnection {
  readonly socket: Socket
  /** All that has come so far. */
  heard(): string
  /** Resolves with all that came once the other side has closed. */
  readonly closed: Promise<string>
}

export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let heard = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    heard += chunk
  })
  // Whoever writes on after the other side has had enough is told so by an error; what came before it counts.
  socket.on('error', () => {})
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)))
  await once(socket, 'connect')
  return { socket, heard: () => heard, closed }
}

/** Sends bytes and gives the one answer, once the other side has closed. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { socket, closed } = await openRaw(url)
  socket.write(bytes)
  return readAnswers(await closed)[0] ?? { status: 0, headers: new Map(), body: '' }
}

/** Takes apart what came over one connection; only bodies with a length are known to end. */
export function readAnswers(heard: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = heard
  while (rest.startsWith('HTTP/1.1 ')) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) break
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n')
    const headers = new Map(
      lines.map((line): [string, string] => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const length = Number(headers.get('content-length') ?? 0)
    const body = rest.slice(end + 4, end + 4 + length)
    answers.push({ status: Number(first.split(' ')[1]), headers, body })
    rest = rest.slice(end + 4 + length)
  }
  return answers
}

/** A request written out, the last on its connection; with the length of its body unless `headers` say otherwise. */
export function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const names = Object.keys(headers).map((name) => name.toLowerCase())
  const isSized = names.includes('content-length') || names.includes('transfer-encoding')
  const length = body && !isSized ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}
  const lines = Object.entries({ Host: 'desk.example', Connection: 'close', ...headers, ...length })
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}
