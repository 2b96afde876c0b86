import { describe, expect, it } from 'vitest'
import { desk, misaki, useMessageSandbox, verify } from './message-sandbox.ts'
import { startSlackDesk } from './slack-desk.ts'

const sandbox = useMessageSandbox()

const { write, say, envelopes } = sandbox

describe('an event that the desk does not take', () => {
  /** Lets the wait of the one that is to be sent again pass, and gives how long it was. */
  async function pass(): Promise<number | undefined> {
    await expect.poll(() => sandbox.timers.length).toBe(1)
    const timer = sandbox.timers.shift()
    const before = sandbox.slack.requests.length
    timer?.run()
    await expect.poll(() => sandbox.slack.requests.length).toBe(before + 1)
    return timer?.afterMs
  }

  it('is sent again at once, after a minute and after five, and then no more', async () => {
    sandbox.slack.answerWith(() => ({ status: 500 }))
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'dispatch_failed' })
    expect([await pass(), await pass(), await pass()]).toEqual([0, 60_000, 300_000])
    expect(new Set(sandbox.slack.requests.map(({ body }) => body)).size).toBe(1)
    expect(sandbox.slack.requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      ...[undefined, '1', '2', '3'],
    ])
    expect(sandbox.slack.requests.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
      ...[undefined, 'http_error', 'http_error', 'http_error'],
    ])
    const secret = sandbox.slack.sandbox.environment.SLACK_SIGNING_SECRET ?? ''
    for (const request of sandbox.slack.requests) expect(() => verify(request, secret)).not.toThrow()

    // The next event shows that nothing is left of this one.
    sandbox.slack.answerWith(() => ({}))
    await say('y')
    expect(sandbox.timers).toEqual([])
    expect(sandbox.slack.requests).toHaveLength(5)
  })

  it('is not sent again once it was taken', async () => {
    sandbox.slack.answerWith(() => ({ status: 503 }))
    await say('x')
    sandbox.slack.answerWith(() => ({ status: 204 }))
    await pass()
    await say('y')
    expect(sandbox.timers).toEqual([])
    expect(sandbox.slack.requests).toHaveLength(3)
  })

  it('is sent again beside another event of the same message that was taken', async () => {
    sandbox.slack.answerWith(({ body }) => ({ status: body.includes('"type":"app_mention"') ? 500 : 200 }))
    expect(await (await write({ text: '@partner-desk x' })).json()).toMatchObject({
      outcome: 'dispatch_failed',
    })
    sandbox.slack.answerWith(() => ({}))
    await pass()
    const sent = envelopes().filter(({ event }) => event.type === 'app_mention')
    expect(sent).toHaveLength(2)
    expect(sent[0]).toEqual(sent[1])
  })

  it('is not sent again where the desk says so with its refusal', async () => {
    sandbox.slack.answerWith(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }))
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'dispatch_failed' })
    expect(sandbox.timers).toEqual([])
  })

  it('is given up after three seconds, and sent again with that reason', async () => {
    sandbox.slack.answerWith(() => undefined)
    const startedAt = performance.now()
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'operation_timeout' })
    expect(performance.now() - startedAt).toBeGreaterThan(2900)
    sandbox.slack.answerWith(() => ({}))
    await pass()
    expect(sandbox.slack.requests.at(-1)?.headers['x-slack-retry-reason']).toBe('http_timeout')
  })

  it('is forgotten with a reset, also while it is under way', async () => {
    sandbox.slack.answerWith(() => ({ status: 500 }))
    await say('x')
    expect(sandbox.timers).toHaveLength(1)
    await sandbox.slack.post('/_sandbox/reset', {})
    expect(sandbox.timers).toEqual([])

    sandbox.slack.answerWith(() => undefined)
    const writing = write({ text: 'y' })
    await expect.poll(() => sandbox.slack.requests.length).toBe(2)
    await sandbox.slack.post('/_sandbox/reset', {})
    await writing
    expect(sandbox.timers).toEqual([])
  })

  it('is forgotten when the sandbox ends', async () => {
    let waiting = 0
    const other = await startSlackDesk({
      setTimer() {
        waiting += 1
        return () => {
          waiting -= 1
        }
      },
    })
    other.answerWith(() => ({ status: 500 }))
    await other.post('/_sandbox/slack/message', { person: misaki, room: desk, text: 'x' })
    expect(waiting).toBe(1)
    await other.close()
    expect(waiting).toBe(0)
  })
})
