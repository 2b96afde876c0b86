import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOpenReplies } from '../../src/slack/late/replies.ts'
import type { Reply, Uses } from '../../src/slack/late/reply.ts'
import { isResponseUrl } from '../../src/slack/late/response-url.ts'
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
const replacement: Reply = { ...reply, replace_original: true }
const shared: Reply = { ...reply, response_type: 'in_channel' }
const hint: Reply = { response_type: 'ephemeral', replace_original: false, text: 'wait' }

const overload = { status: 503, body: '' }
const limit = { status: 429, body: '', headers: { 'retry-after': '0' } }
const refusedBlocks = { status: 500, body: '{"ok":false,"error":"invalid_blocks"}' }

function open(to = slackApi.responseUrl, apiUrl = slackApi.apiUrl, uses?: Uses) {
  const { log, lines } = readableLog()
  return { lines, ...createOpenReplies({ apiUrl, log, backoffMs: 1 })(to, 'abc', uses) }
}

describe('a reply to a response address', () => {
  it('arrives as it is', async () => {
    expect(await open().send(reply)).toBe('answered')
    expect(slackApi.replies).toEqual([{ key: 'one', body: reply }])
  })

  it.each([
    ['an overload', reply, overload],
    ['an overload', replacement, overload],
    ['a limit', reply, limit],
    ['a limit', shared, limit],
  ])('is sent again after %s, three times at most', async (_what, given, refusal) => {
    slackApi.refusals.push(refusal, refusal)
    expect(await open().send(given)).toBe('answered')
    slackApi.refusals.push(refusal, refusal, refusal)
    expect(await open().send(given)).toBe(refusal === limit ? 'failed' : 'uncertain')
    expect(slackApi.replies).toHaveLength(6)
  })

  it('for a room is not sent again after an overload, for it may have been shown', async () => {
    slackApi.refusals.push(overload)
    expect(await open().send(shared)).toBe('uncertain')
    expect(slackApi.replies).toHaveLength(1)
  })

  it.each([
    ['for one person is sent again', reply, 'answered', 2],
    ['for a room is not', shared, 'uncertain', 1],
  ])('%s after a dropped connection', async (_which, given, outcome, expected) => {
    let visits = 0
    const dropping = createServer((request, response) => {
      visits += 1
      if (visits === 1) request.socket.destroy()
      else response.end('ok')
    })
    await new Promise<void>((resolve) => dropping.listen(0, '127.0.0.1', resolve))
    const address = dropping.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
    expect(await open(url, url).send(given)).toBe(outcome)
    expect(visits).toBe(expected)
    dropping.closeAllConnections()
    await new Promise((resolve) => dropping.close(resolve))
  })

  it.each([
    ['with status 200', { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' }],
    ['with status 400', { status: 400, body: '{"ok":false,"error":"msg_blocks_too_long"}' }],
    ['with status 500', refusedBlocks],
    ['in a bare word', { status: 400, body: 'invalid_blocks' }],
  ])('is sent without its blocks, at once, when Slack refuses them %s', async (_how, refusal) => {
    slackApi.refusals.push(refusal)
    expect(await open().send(shared)).toBe('answered')
    expect(slackApi.replies.map(({ body }) => body)).toEqual([
      shared,
      { response_type: 'in_channel', replace_original: false, text: 'words' },
    ])
  })

  it('uses its address five times at most, the hint before it included', async () => {
    const { hint: sendHint, send } = open()
    expect(await sendHint(hint)).toBe(true)
    slackApi.refusals.push(overload, overload, refusedBlocks, overload, overload)
    expect(await send(reply)).toBe('uncertain')
    expect(slackApi.replies.map(({ body: { text, blocks } }) => [text, blocks !== undefined])).toEqual([
      ['wait', false],
      ['words', true],
      ['words', true],
      ['words', true],
      ['words', false],
    ])
  })

  it('counts the uses from before, tells of its own that failed, and is not sent after the fifth', async () => {
    const told: number[] = []
    const uses = { uses: 3, onFailure: (number: number) => told.push(number) }
    slackApi.refusals.push(overload, overload)
    const { send, lines } = open(slackApi.responseUrl, slackApi.apiUrl, uses)
    expect(await send(reply)).toBe('uncertain')
    expect(told).toEqual([4, 5])
    expect(await send(reply)).toBe('failed')
    expect(lines.at(-1)?.message).toBe('answer not sent: the response address is used up')
    expect(slackApi.replies).toHaveLength(2)
  })

  it('that is refused otherwise is logged with its reference, without the address', async () => {
    slackApi.refusals.push({ status: 200, body: '{"ok":false,"error":"expired_url"}' })
    const { send, lines } = open()
    expect(await send(reply)).toBe('failed')
    expect(lines).toEqual([
      {
        level: 'error',
        fields: { correlationId: 'abc', problem: 'expired_url' },
        message: 'answer not delivered',
      },
    ])
    expect(slackApi.replies).toHaveLength(1)
  })

  it('does not follow a redirect', async () => {
    const stranger = await startStranger()
    slackApi.refusals.push({ status: 307, body: '', headers: { location: stranger.url } })
    expect(await open().send(reply)).toBe('failed')
    expect(stranger.visits()).toBe(0)
    await stranger.close()
  })

  it('is never sent to a foreign host, and nor is a hint', async () => {
    const stranger = await startStranger()
    const { hint: sendHint, send } = open(stranger.url)
    expect([await sendHint(hint), await send(reply)]).toEqual([false, 'failed'])
    expect(stranger.visits()).toBe(0)
    await stranger.close()
  })
})

describe('a hint', () => {
  it('is sent once, however it fails', async () => {
    slackApi.refusals.push(limit)
    const { hint: sendHint, lines } = open()
    expect(await sendHint(hint)).toBe(false)
    expect(slackApi.replies).toHaveLength(1)
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['warn', { correlationId: 'abc', problem: 'status 429' }],
    ])
  })
})

describe('while Slack cannot be reached', () => {
  /** Sends where nobody listens, with every wait cut to a moment. */
  async function sendToNobody(given: Reply, duringWait = async (_number: number) => {}) {
    const waits: number[] = []
    const later = setTimeout
    const spy = vi.spyOn(globalThis, 'setTimeout')
    spy.mockImplementation(((wake: () => void, ms: number) => {
      // What other tests have left behind in this process sets timers too.
      if (!new Error().stack?.includes('axios-retry')) return later(wake, ms)
      waits.push(ms)
      return later(() => void duringWait(waits.length).then(wake), 1)
    }) as typeof setTimeout)
    const { log, lines } = readableLog()
    const replies = createOpenReplies({ apiUrl: nowhere, log })(nowhere, 'abc')
    const outcome = await replies.send(given)
    return { outcome, waits, lines }
  }

  let nowhere: string

  beforeEach(async () => {
    const stranger = await startStranger()
    nowhere = stranger.url
    await stranger.close()
  })
  afterEach(() => vi.restoreAllMocks())

  it('an answer for one person is sent six times within about a minute', async () => {
    const { outcome, waits, lines } = await sendToNobody(replacement)
    expect({ outcome, waits }).toEqual({ outcome: 'failed', waits: [2000, 4000, 8000, 16_000, 32_000] })
    expect(lines.map(({ fields }) => fields)).toEqual([{ correlationId: 'abc', problem: 'ECONNREFUSED' }])
  })

  it('an answer for a room is sent three times within seconds', async () => {
    const { outcome, waits } = await sendToNobody(shared)
    expect({ outcome, waits }).toEqual({ outcome: 'failed', waits: [500, 1000] })
  })

  it('an answer for one person whose connection breaks waits longer before its last try', async () => {
    const breaking = createServer((_request, response) => response.destroy()).listen(0, '127.0.0.1')
    await once(breaking, 'listening')
    nowhere = `http://127.0.0.1:${(breaking.address() as AddressInfo).port}`
    const { outcome, waits } = await sendToNobody(replacement)
    expect({ outcome, waits }).toEqual({ outcome: 'uncertain', waits: [500, 8000] })
    breaking.close()
  })

  it('an answer arrives as soon as Slack is back', async () => {
    let back: Awaited<ReturnType<typeof startStranger>> | undefined
    const { outcome, waits } = await sendToNobody(replacement, async (number) => {
      if (number === 4) back = await startStranger(Number(new URL(nowhere).port))
    })
    expect({ outcome, waits: waits.length, visits: back?.visits() }).toEqual({
      outcome: 'answered',
      waits: 4,
      visits: 1,
    })
    await back?.close()
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
