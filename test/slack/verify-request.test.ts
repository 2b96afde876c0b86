import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../src/slack/door/verify-request.ts'

/** The example of Slack's own documentation. */
const example = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  ),
  nowMs: 1531420618_000,
}

describe('a request that says it comes from Slack', () => {
  it('is believed with the signature of Slack’s documentation', () => {
    expect(verifyRequest(example)).toBeUndefined()
  })

  it.each([
    [{ timestamp: undefined }, 'no timestamp'],
    [{ timestamp: '' }, 'no timestamp'],
    [{ timestamp: '1e9' }, 'timestamp is no number'],
    [{ timestamp: '-1531420618' }, 'timestamp is no number'],
    [{ signature: undefined }, 'no signature'],
    [{ signature: 'v1=abc' }, 'unknown signature version'],
    [{ signature: 'v0=abc' }, 'signature does not match'],
    [{ signature: `${example.signature}0` }, 'signature does not match'],
    [{ signature: example.signature.replace('a2', 'a3') }, 'signature does not match'],
    [{ body: Buffer.concat([example.body, Buffer.from('\n')]) }, 'signature does not match'],
    [{ nowMs: example.nowMs + 301_000 }, 'timestamp too old'],
    [{ nowMs: example.nowMs - 301_000 }, 'timestamp in the future'],
    [{ nowMs: example.nowMs + 300_999 }, undefined],
    [{ nowMs: example.nowMs - 300_000 }, undefined],
  ])('with %j: %s', (difference, reason) => {
    expect(verifyRequest({ ...example, ...difference })).toBe(reason)
  })
})
