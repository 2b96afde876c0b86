import { createHmac } from 'node:crypto'
import { request } from 'node:http'

export interface HttpAnswer {
  readonly status: number
  /** Without parameters such as the charset. */
  readonly contentType: string | undefined
  readonly text: string
}

/** The headers that Slack would send with a body. `atMs`: when it was signed. */
export function signatureHeaders(
  secret: string,
  body: string | Buffer,
  atMs: number,
): Record<string, string> {
  const stamp = String(Math.floor(atMs / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex')
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` }
}

/** Posts over a real connection, and adds nothing to the headers that are given. */
export function post(
  url: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          contentType: incoming.headers['content-type']?.split(';')[0],
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Posts as Slack does: a form, signed. */
export function postSigned(url: string, secret: string, form: Record<string, string>, atMs: number) {
  const body = new URLSearchParams(form).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return post(url, body, { ...type, ...signatureHeaders(secret, body, atMs) })
}
