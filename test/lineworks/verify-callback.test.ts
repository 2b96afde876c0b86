import { describe, expect, it } from 'vitest'
import { verifyCallback } from '../../src/lineworks/verify-callback.ts'
import { sign } from './events.ts'

const body =
  '{"type":"message","source":{"userId":"c72af563-0f21-4736-11e4-045237113344","channelId":"12345a12-b12c-12d3-e123fghijkl","domainId":40029600},"issuedTime":"2022-01-04T05:16:05.716Z","content":{"type":"text","text":"hello"}}'
const signature = 'xmgBSl7eqBANkrJUEmeMTFUAhS+FwNn+6WFw3+eekdw='

const verify = (given: Partial<Parameters<typeof verifyCallback>[0]> = {}) =>
  verifyCallback({
    botId: '2000001',
    botSecret: 'test-bot-secret',
    givenBotId: '2000001',
    signature,
    body: Buffer.from(body),
    ...given,
  })

describe('a callback', () => {
  it('is taken with the signature of its bytes', () => {
    expect(verify()).toBeUndefined()
  })

  it('is taken whatever its bytes are', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe])
    expect(verify({ body: bytes, signature: sign(bytes) })).toBeUndefined()
  })

  it.each([
    ['no bot id', { givenBotId: undefined }],
    ['another bot', { givenBotId: '2000002' }],
    ['no signature', { signature: undefined }],
    ['no signature', { signature: '' }],
    ['signature does not match', { body: Buffer.from(`${body}\n`) }],
    ['signature does not match', { body: Buffer.from(JSON.stringify(JSON.parse(body), null, 1)) }],
    ['signature does not match', { botSecret: 'another secret' }],
    ['signature does not match', { signature: signature.toLowerCase() }],
    ['signature does not match', { signature: signature.slice(0, -1) }],
    ['signature does not match', { signature: `${signature} ` }],
    ['signature does not match', { signature: '署名' }],
  ])('is refused: %s, for %o', (refusal, given) => {
    expect(verify(given)).toBe(refusal)
  })
})
