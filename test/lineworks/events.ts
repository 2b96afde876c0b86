import { createHmac } from 'node:crypto'

export const botId = '2000001'
export const secret = 'test-bot-secret'
export const person = 'c72af563-0f21-4736-11e4-045237113344'
export const channel = '12345a12-b12c-12d3-e123fghijkl'
export const domain = 40029600

/** Noon of a day, by the desk's clock. */
export const noon = Date.parse('2026-11-21T12:00:00Z')

export function sign(body: string | Buffer, key = secret): string {
  return createHmac('sha256', key).update(body).digest('base64')
}

let issued = 0
/** A time that no other event has. */
const nextIssuedTime = () => {
  issued += 1
  return new Date(noon + issued).toISOString()
}

/** A message as LINE WORKS sends it; in a direct room unless it names a channel. */
export function message(
  text: string,
  { channelId, ...content }: { channelId?: string; [key: string]: unknown } = {},
) {
  return {
    type: 'message',
    source: { userId: person, ...(channelId ? { channelId } : {}), domainId: domain },
    issuedTime: nextIssuedTime(),
    content: { type: 'text', text, ...content },
  }
}

export const inGroup = (text: string, content: object = {}) =>
  message(text, { channelId: channel, ...content })

export const begin = () => ({
  type: 'begin',
  source: { userId: person, channelId: channel, domainId: domain },
  issuedTime: nextIssuedTime(),
})

export const roomEvent = (type: string, more: object = {}) => ({
  type,
  source: { channelId: channel, domainId: domain },
  issuedTime: nextIssuedTime(),
  ...more,
})
