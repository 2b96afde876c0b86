import { describe, expect, it } from 'vitest'
import { down, stalled } from '../helpers/troubled-inbox.ts'
import { holdInbox } from './held-inbox.ts'
import { title, useShortcutDesks } from './shortcut-desk.ts'
import { takeOver } from './take-over.ts'

const { store, start, startBeside, startSlow } = useShortcutDesks()

describe('a look-up that takes long', () => {
  it('says so to the person, in the thread, and the answer follows', async () => {
    const { use, slackApi, wake } = await startSlow()
    const here = { response_type: 'ephemeral', replace_original: false, thread_ts: '1.1' }
    await use({ thread_ts: '1.1' })
    expect(await slackApi.reply(1)).toEqual({ ...here, text: expect.stringContaining('slack.working') })
    wake()
    expect(await slackApi.reply(2)).toMatchObject(here)
    expect(title(await slackApi.reply(2))).toBe('Looked up: About 10000001')
  })

  it('is kept before it is acknowledged', async () => {
    const held = holdInbox(store.inbox())
    const desk = await start({ inbox: held.inbox })
    let isAcknowledged = false
    const using = desk.use().then(() => {
      isAcknowledged = true
    })
    await held.isAsked()
    // Long enough for an acknowledgement that does not wait.
    await desk.command('/customer', '1')
    expect(isAcknowledged).toBe(false)
    held.letGo()
    await using
  })

  it('is answered by another process where the first has gone, in the same place', async () => {
    const first = await startSlow({ inbox: stalled(store.inbox()) })
    await first.use({ thread_ts: '1.1', text: '<@UDESK> About 10000001' })
    await first.slackApi.reply(1)
    const second = await startBeside(first)
    await takeOver(second)
    expect(second.said).toMatchObject([
      { said: { call: { text: 'About 10000001', person: 'U1' }, isLookUp: true, thread: '1.1' } },
    ])
    expect(second.said[0]?.said.call.correlationId).toBe(first.said[0]?.said.call.correlationId)
    const answer = await first.slackApi.reply(2)
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false, thread_ts: '1.1' })
    expect(title(answer)).toBe('Looked up: About 10000001')
    first.wake()
    await first.slack.settled(5_000)
    expect(first.slackApi.replies).toHaveLength(2)
    expect(await store.rows()).toMatchObject([{ platform: 'slack', outcome: 'answered', payload: '' }])
  })

  it('is not answered any more when its address has expired', async () => {
    let now = Date.now()
    const first = await startSlow({ inbox: stalled(store.inbox()), wallClock: () => now })
    await first.use()
    await first.slackApi.reply(1)
    now += 30 * 60_000 + 1
    const second = await start({ apiUrl: first.slackApi.apiUrl, wallClock: () => now })
    await takeOver(second)
    expect(second.said).toEqual([])
    expect(await store.outcomes()).toEqual(['failed'])
  })

  it('is answered without the store', async () => {
    const { use, slackApi } = await start({
      inbox: { ...store.inbox(), take: down, renew: down, note: down, sending: down, settle: down },
    })
    await use()
    expect(title(await slackApi.reply())).toBe('Looked up: About 10000001')
  })
})
