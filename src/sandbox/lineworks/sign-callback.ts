import { createHmac } from 'node:crypto'

/** `X-WORKS-Signature`: HMAC-SHA256 of the raw body. https://developers.worksmobile.com/jp/docs/bot-callback */
export function signCallback(body: string, botSecret: string): string {
  return createHmac('sha256', botSecret).update(body).digest('base64')
}
