import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

let slack: SlackDesk

beforeAll(async () => {
  slack = await startSlackDesk()
})
afterAll(() => slack.close())

const get = (path: string) => fetch(new URL(path, slack.sandbox.url), { redirect: 'manual' })

describe('the page', () => {
  it('is where / leads', async () => {
    const answer = await get('/')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/playground'])
  })

  it.each([
    ['/playground', 'text/html; charset=utf-8'],
    ['/playground/playground.js', 'text/javascript; charset=utf-8'],
    ['/playground/message.css', 'text/css; charset=utf-8'],
    ['/playground/icon.svg', 'image/svg+xml'],
  ])('%s may load and run nothing of others', async (path, type) => {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each(['/playground/none.js', '/playground/..%2fregister-playground.ts'])('has no %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it('needs nothing inline', async () => {
    const html = await (await get('/playground')).text()
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/)
  })
})

describe('the stream', () => {
  it('tells at once, and after every change', async () => {
    const stopped = new AbortController()
    const answer = await fetch(`${slack.sandbox.url}/_sandbox/stream`, { signal: stopped.signal })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    const event = 'event: messages\ndata: changed\n\n'
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    expect((await reader?.read())?.value).toBe(event)
    await slack.post('/_sandbox/reset', {})
    expect((await reader?.read())?.value).toBe(event)
    stopped.abort()
  })

  it('ends when the sandbox closes', async () => {
    const other = await startSlackDesk()
    const answer = await fetch(`${other.sandbox.url}/_sandbox/stream`)
    await other.close()
    expect(await answer.text()).toContain('changed')
  })
})
