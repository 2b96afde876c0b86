import { describe, expect, it } from 'vitest'
import { gate } from '../helpers/gate.ts'
import { change, direct, type EventsDesk, mention, repeat, writtenSecond, writtenTs } from './events-desk.ts'
import { ownRoom } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const updates = ({ workspace }: EventsDesk) => workspace.api.of('chat.update')

const posts = ({ workspace }: EventsDesk) => workspace.api.of('chat.postMessage')

const refused = (error: string) => ({ instead: { ok: false, error } })

const slip = { before: '<@UBOT> paln?', after: '<@UBOT> plan?' }

describe('a message that is changed within a minute', () => {
  it('is answered anew in the place of its answer', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    expect(await desk.hear(change(slip))).toBe(200)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(posts(desk)).toHaveLength(1)
    expect(desk.workspace.written).toMatchObject([
      { metadata: { event_payload: { delivery_id: `message:C1:${writtenTs}` } } },
    ])
    expect(desk.said[1]).toMatchObject({ isAddressed: true, thread: writtenTs })
    expect((await store.rows()).map(({ key }) => key)).toEqual([
      `message:C1:${writtenTs}`,
      `edit:C1:${writtenTs}:${writtenSecond + 20}.000000`,
    ])
  })

  it('time and again has the answer to its last words', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.event(change(slip))
    await desk.event(change({ before: '<@UBOT> plan?', after: '<@UBOT> options?', later: 30 }))
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: options? (room) [ja]'])
  })

  it('and told of twice is answered once', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change(slip))
    await desk.hear(change(slip), { 'x-slack-retry-num': '1' })
    expect(updates(desk)).toHaveLength(1)
  })

  it('in a conversation with the bot alone, or in a thread, is answered there', async () => {
    const desk = await start()
    const thread = '1780000000.000001'
    await desk.hear(direct('paln?', { thread_ts: thread }))
    const event = { channel: 'D1', channel_type: 'im' }
    await desk.hear(change({ before: 'paln?', after: 'plan?', event, message: { thread_ts: thread } }))
    expect(desk.workspace.written).toMatchObject([{ room: 'D1', thread, text: 'Said: plan? [ja]' }])
  })

  it('while its answer is under way waits for that', async () => {
    const { opened, open } = gate()
    const desk = await start({
      converse: async (said) => {
        if (said.call.text === 'paln?') await opened
        return repeat(said)
      },
    })
    await desk.event(mention('paln?'))
    await expect.poll(() => desk.said.length).toBe(1)
    await desk.event(change(slip))
    expect(desk.said).toHaveLength(1)
    open()
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(posts(desk)).toHaveLength(1)
    expect(desk.waits).toEqual([])
  })

  it('is left alone where there is no answer to it, after two more looks', async () => {
    const desk = await start({ converse: async () => undefined })
    await desk.hear(mention('paln?'))
    await desk.hear(change(slip))
    expect(desk.waits).toEqual([3_000, 6_000])
    expect([...posts(desk), ...updates(desk)]).toEqual([])
    expect(desk.said).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })

  it('before it arrives itself is answered in its stead', async () => {
    const desk = await start()
    await desk.hear(change(slip))
    await desk.hear(mention('paln?'), { 'x-slack-retry-num': '1' })
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.waits).toEqual([])
  })

  it('twice has the answer to its last words, whichever is told first', async () => {
    const desk = await start()
    await desk.hear(mention('1?'))
    await desk.hear(change({ before: '<@UBOT> 2?', after: '<@UBOT> 3?', later: 20 }))
    await desk.hear(change({ before: '<@UBOT> 1?', after: '<@UBOT> 2?', later: 10 }))
    expect(desk.titles()).toEqual(['Said: 3? (room) [ja]'])
    expect(updates(desk)).toHaveLength(1)
  })

  it('keeps its answer where the new words ask for none', async () => {
    const desk = await start({
      converse: async (said) => (said.call.text === 'thanks' ? undefined : repeat(said)),
    })
    await desk.hear(mention('plan?'))
    await desk.hear(change({ before: '<@UBOT> plan?', after: '<@UBOT> thanks' }))
    expect(updates(desk)).toEqual([])
  })

  it('still addresses the bot where its name went with the change', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ before: '<@UBOT> paln?', after: 'plan?' }))
    expect(desk.said[1]).toMatchObject({ isAddressed: true, call: { text: 'plan?' } })
  })

  it('keeps its answer where the room was opened to others meanwhile', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
    await desk.hear(change(slip))
    expect(updates(desk)).toEqual([])
    expect(desk.titles()).toEqual(['Said: paln? (room) [ja]'])
  })

  it('keeps its answer where nobody else may read the new one', async () => {
    const desk = await start({
      converse: async (said) => ({
        ...(await repeat(said)),
        line: said.call.text === 'phone?' ? 'contact 1' : 'customer 1',
      }),
    })
    await desk.hear(mention('plan?'))
    await desk.hear(change({ before: '<@UBOT> plan?', after: '<@UBOT> phone?' }))
    expect(updates(desk)).toEqual([])
    expect(desk.workspace.alone()).toEqual([])
  })

  it.each([
    ['is sent again where it may not have arrived', { after: 'drop' as const }, [3_000]],
    ['waits as told', { instead: 429 }, [7_000]],
    ['goes as text where its blocks are refused', refused('invalid_blocks'), []],
  ])('has an answer that %s', async (_how, trouble, waits) => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.trouble('chat.update', trouble)
    await desk.hear(change(slip))
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.waits).toEqual(waits)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })

  it('has the old blocks taken away where the new ones are refused', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.trouble('chat.update', refused('invalid_blocks'))
    await desk.hear(change(slip))
    expect(desk.workspace.written).toMatchObject([{ blocks: [] }])
  })
})
