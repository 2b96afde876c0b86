import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { gate } from '../helpers/gate.ts'
import { down, never } from '../helpers/troubled-inbox.ts'
import { echo, logged } from './slack-desk.ts'
import { takeOver } from './take-over.ts'
import { useSlackDesks } from './use-slack-desks.ts'

const { store, start, startBeside, startStalled } = useSlackDesks()

describe('the store', () => {
  it('is not asked for a command that is answered in its acknowledgement', async () => {
    const desk = await start()
    await desk.command('/customer', '1')
    expect(await store.rows()).toEqual([])
  })

  it('has a command before its acknowledgement says that it takes longer', async () => {
    const desk = await startStalled()
    await desk.command('/customer', '1')
    expect(await store.rows()).toMatchObject([{ platform: 'slack', outcome: null }])
  })

  it('keeps an answer for its process while that is at it', async () => {
    const first = await startStalled({ inbox: store.inbox() })
    await first.command('/customer', '1')
    const second = await startBeside(first)
    await takeOver(second)
    expect(second.calls).toEqual([])
    first.wake()
    await first.slackApi.reply(1)
    await first.slack.settled(5_000)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it.each([
    ['that is down', { take: down, renew: down, note: down, sending: down, settle: down }],
    ['that hangs', { take: never, renew: never, note: never, sending: never, settle: never }],
    ['that hangs after it has kept the question', { note: never, sending: never }],
    ['that is down after it has kept the question', { note: down, sending: down, settle: down }],
  ])('%s keeps nobody from an answer', async (_which, troubles) => {
    const desk = await startStalled({ storeMs: 30, inbox: { ...store.inbox(), ...troubles } })
    expect((await desk.command('/customer', '1')).text).toContain('slack.working')
    expect(await desk.press('desk:share', 'options 1')).toMatchObject({ status: 200 })
    await desk.slackApi.reply(1)
    desk.wake()
    await desk.slackApi.reply(3)
    const kinds = desk.slackApi.replies.map(({ body }) => [body.response_type, body.replace_original])
    expect(kinds.sort()).toEqual([
      ['ephemeral', false],
      ['ephemeral', true],
      ['in_channel', false],
    ])
    expect(desk.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0)
    expect(JSON.stringify(desk.lines)).not.toContain(desk.slackApi.responseUrl)
  })

  it('that hangs delays an acknowledgement to 2.5 seconds in all, the wait for the answer included', async () => {
    let now = Date.now()
    const { opened, open } = gate()
    const desk = await start({
      waitMs: 10,
      storeMs: 60_000,
      inbox: { ...store.inbox(), take: () => opened.then(down) },
      wallClock: () => now,
      answer: (call) => {
        now += 2_490
        return opened.then(() => echo(call))
      },
    })
    expect((await desk.command('/customer', '1')).text).toContain('slack.working')
    expect(logged(desk, 'answered from memory alone')).toHaveLength(1)
    open()
    await desk.slackApi.reply(1)
  })
})

describe('a process that is told to stop', () => {
  it('leaves what is not answered to the next one at once, and says nothing more of it', async () => {
    const first = await startStalled({ inbox: store.inbox() })
    await first.command('/customer', '1')
    await first.slack.letGo()
    first.wake()
    await first.slack.settled(5_000)
    expect(first.slackApi.replies).toEqual([])
    await takeOver(await startBeside(first))
    expect(first.slackApi.replies).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('answers what it has in memory alone', async () => {
    const take = async () => Promise.reject(new Error('no connection'))
    const first = await startStalled({ inbox: { ...store.inbox(), take } })
    await first.command('/customer', '1')
    await first.slack.letGo()
    first.wake()
    await first.slackApi.reply(1)
  })

  it('leaves nothing that it is sending', async () => {
    const inbox = store.inbox()
    const { opened, open } = gate()
    const marked = gate()
    const note: Inbox['note'] = async (received) => {
      marked.open()
      await opened
      return inbox.note(received)
    }
    const first = await startStalled({ inbox: { ...inbox, note } })
    await first.command('/customer', '1')
    first.wake()
    await marked.opened
    await first.slack.letGo()
    open()
    await first.slackApi.reply(1)
    await first.slack.settled(5_000)
    expect(await store.outcomes()).toEqual(['answered'])
  })
})
