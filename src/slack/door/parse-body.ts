import { parse } from 'node:querystring'

/** A body as Slack sends it: commands as a form, buttons as JSON in the form's `payload`, events as JSON. */
export type SlackBody = Record<string, unknown>

/** Any letter case and parameters such as `charset` are allowed: RFC 9110 gives them no meaning here. */
export function isForm(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/** Bytes. The check is `ssl_check=1` and a token; nobody who has not signed gets more than this parsed. */
const longestSslCheck = 200

/**
 * Slack's check of the certificate, the one request without a signature: it may be answered, and must reach
 * nothing. https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function isSslCheck(body: Buffer, contentType: string | undefined): boolean {
  return body.length <= longestSslCheck && isForm(contentType) && parse(body.toString()).ssl_check === '1'
}

/** Throws a `SyntaxError` for what is neither a form nor a JSON object. */
export function parseBody(body: Buffer, contentType: string | undefined): SlackBody {
  if (!isForm(contentType)) return parseObject(body.toString())
  const form = parse(body.toString())
  return typeof form.payload === 'string' ? parseObject(form.payload) : form
}

function parseObject(text: string): SlackBody {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new SyntaxError('the body is no JSON object')
}
