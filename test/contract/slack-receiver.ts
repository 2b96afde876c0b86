import type { Receiver } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HttpAnswer, post } from '../helpers/signed-request.ts'
import { bodyRows } from './slack-receiver/body-rows.ts'
import { checkRows } from './slack-receiver/check-rows.ts'
import { listenerRows, unanswered } from './slack-receiver/listener-rows.ts'
import { addListeners } from './slack-receiver/listeners.ts'
import { command, form, signed } from './slack-receiver/requests.ts'
import { signatureRows } from './slack-receiver/signature-rows.ts'

/** A receiver that listens. */
export interface Listening {
  readonly receiver: Receiver
  /** Of `/slack/events`. */
  readonly url: string
  close(): Promise<unknown>
}

/** Every receiver gives the same answer to these, but where a row says otherwise. */
const rows = [...listenerRows, ...checkRows, ...signatureRows, ...bodyRows]

/** Registers the tests that hold for every receiver of Slack's requests, Bolt's own included. */
export function slackReceiverContract(name: string, listen: () => Promise<Listening>): void {
  describe(name, () => {
    let listening: Listening
    let heard: string[]

    beforeEach(async () => {
      listening = await listen()
      heard = []
      addListeners(listening.receiver, heard)
    })
    afterEach(async () => {
      vi.useRealTimers()
      await listening.close()
    })

    const send = (body: string | Buffer, type: string = form, headers = signed(body)) =>
      post(listening.url, body, { 'content-type': type, ...headers })

    it.each(rows)('$name', async ({ body, type, headers = signed, differs, ...usual }) => {
      const { expected, heard: toHear = [] } = differs?.[name] ?? usual
      expect(await send(body, type, headers(body))).toMatchObject(expected)
      expect(heard).toEqual(toHear)
    })

    it.each(unanswered)('$name is a 404 after $deadlineMs ms', async ({ body, type, deadlineMs }) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      let answer: HttpAnswer | undefined
      const sent = send(body, type).then((given) => {
        answer = given
      })
      await timerStarted()
      vi.advanceTimersByTime(deadlineMs - 1)
      await new Promise(setImmediate)
      expect(answer).toBeUndefined()
      vi.advanceTimersByTime(1)
      await sent
      expect(answer).toMatchObject({ status: 404, text: '' })
    })

    it('a listener’s answer after the deadline fails for the listener alone', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const sent = send(command('/slow'))
      while (heard.length === 0) await new Promise(setImmediate)
      vi.advanceTimersByTime(3001)
      expect(await sent).toMatchObject({ status: 404 })
      vi.advanceTimersByTime(1000)
      while (heard.length === 1) await new Promise(setImmediate)
      expect(heard).toEqual(['/slow words', 'too late'])
      vi.useRealTimers()
      expect(await send(command('/say'))).toMatchObject({ status: 200 })
    })
  })
}

/**
 * Resolves once a faked timer runs, and whatever else is about to set one has: what earlier tests have left behind in
 * this process may be first.
 */
export async function timerStarted(): Promise<void> {
  const since = performance.now()
  while (vi.getTimerCount() === 0 || performance.now() - since < 200) await new Promise(setImmediate)
}
