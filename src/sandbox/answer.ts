/** An HTTP answer before it is sent; the body is JSON text, because some numbers do not fit a JavaScript number. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A JSON answer. `body` may be ready JSON text or a value. */
export function jsonAnswer(
  body: string | object,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
}
