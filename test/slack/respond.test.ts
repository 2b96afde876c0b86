import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRespond, type Reply } from '../../src/slack/respond.ts'
import { isResponseUrl } from '../../src/slack/response-url.ts'
import { readableLog } from './slack-desk.ts'
import { startStandIn, startStranger } from './stand-in.ts'

let slackApi: Awaited<ReturnType<typeof startStandIn>>

beforeEach(async () => {
  slackApi = await startStandIn()
})
afterEach(() => slackApi.close())

const reply: Reply = {
  response_type: 'ephemeral',
  replace_original: false,
  text: 'words',
  blocks: [{ type: 'divider' }],
}

function start() {
  const { log, lines } = readableLog()
  const respond = createRespond({ apiUrl: slackApi.apiUrl, log, backoffMs: 1 })
  return { lines, send: (to = slackApi.responseUrl) => respond(to, reply, 'abc') }
}

describe('a reply to a response address', () => {
  it('arrives as it is', async () => {
    expect(await start().send()).toBe(true)
    expect(slackApi.replies).toEqual([{ key: 'one', body: reply }])
  })

  it.each([
    ['an overload', { status: 503, body: '' }],
    ['a limit', { status: 429, body: '', headers: { 'retry-after': '0' } }],
  ])('is sent again after %s, three times at most', async (_what, refusal) => {
    slackApi.refusals.push(refusal, refusal)
    expect(await start().send()).toBe(true)
    slackApi.refusals.push(refusal, refusal, refusal)
    expect(await start().send()).toBe(false)
    expect(slackApi.replies).toHaveLength(6)
  })

  it.each([
    ['with status 200', { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' }],
    ['with status 400', { status: 400, body: '{"ok":false,"error":"msg_blocks_too_long"}' }],
    ['in a bare word', { status: 400, body: 'invalid_blocks' }],
  ])('is sent without its blocks when Slack refuses them %s', async (_how, refusal) => {
    slackApi.refusals.push(refusal)
    expect(await start().send()).toBe(true)
    expect(slackApi.replies.at(-1)?.body).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      text: 'words',
    })
  })

  it('that is refused otherwise is logged with its reference, without the address', async () => {
    slackApi.refusals.push({ status: 200, body: '{"ok":false,"error":"expired_url"}' })
    const { send, lines } = start()
    expect(await send()).toBe(false)
    expect(lines).toEqual([
      {
        level: 'error',
        fields: { correlationId: 'abc', problem: 'expired_url' },
        message: 'answer not delivered',
      },
    ])
    expect(slackApi.replies).toHaveLength(1)
  })

  it('is not sent where nobody listens, and says so', async () => {
    const { send, lines } = start()
    await slackApi.close()
    expect(await send()).toBe(false)
    expect(lines[0]?.fields).toEqual({ correlationId: 'abc', problem: 'ECONNREFUSED' })
  })

  it('does not follow a redirect', async () => {
    const stranger = await startStranger()
    slackApi.refusals.push({ status: 307, body: '', headers: { location: stranger.url } })
    expect(await start().send()).toBe(false)
    expect(stranger.visits()).toBe(0)
    await stranger.close()
  })

  it('is never sent to a foreign host', async () => {
    const stranger = await startStranger()
    expect(await start().send(stranger.url)).toBe(false)
    expect(stranger.visits()).toBe(0)
    await stranger.close()
  })
})

describe('a response address', () => {
  it.each([
    ['https://hooks.slack.com/commands/T1/2/3', true],
    ['https://hooks.slack-gov.com/actions/T1/2/3', true],
    ['https://slack.example/anything', true],
    ['http://slack.example/anything', false],
    ['http://hooks.slack.com/commands/T1/2/3', false],
    ['https://hooks.slack.com.evil.example/', false],
    ['https://hooks.slack.com@evil.example/', false],
    ['https://hooks.slack.com:8443/', false],
    ['https://evil.example/hooks.slack.com', false],
    ['ftp://hooks.slack.com/', false],
    ['nonsense', false],
    ['', false],
  ])('%s is Slack’s: %s', (address, isSlacks) => {
    expect(isResponseUrl(address, 'https://slack.example/api/')).toBe(isSlacks)
  })

  it('may be http on this machine, on the port of the API alone', () => {
    expect(isResponseUrl('http://127.0.0.1:4010/r', 'http://127.0.0.1:4010/slack/api/')).toBe(true)
    expect(isResponseUrl('http://127.0.0.1:4011/r', 'http://127.0.0.1:4010/slack/api/')).toBe(false)
  })
})
