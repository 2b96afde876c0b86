import { describe, expect, it } from 'vitest'
import { change, type EventsDesk, mention, message, writtenSecond, writtenTs } from './events-desk.ts'
import { ownRoom } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const updates = ({ workspace }: EventsDesk) => workspace.api.of('chat.update')

const slip = { before: '<@UBOT> paln?', after: '<@UBOT> plan?' }

describe('a message that the bot’s name is put into', () => {
  const words = { before: 'plan?', after: '<@UBOT> plan?' }
  const named = mention('plan?', { edited: { user: 'U1', ts: `${writtenSecond + 20}.000000` } })

  it.each([
    ['the change', [change(words)]],
    ['the mention', [named]],
    ['the change before the mention', [change(words), named]],
    ['the mention before the change', [named, change(words)]],
  ])('is answered once where Slack tells of %s', async (_what, events) => {
    const desk = await start()
    await desk.hear(message('plan?'))
    for (const event of events) await desk.hear(event)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.workspace.written).toMatchObject([
      { thread: writtenTs, metadata: { event_payload: { delivery_id: `message:C1:${writtenTs}` } } },
    ])
  })

  it('is answered once where both come at a time', async () => {
    const desk = await start()
    await Promise.all([desk.event(named), desk.event(change(words))])
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
  })

  it('is left alone after a minute', async () => {
    const desk = await start()
    await desk.hear(change({ ...words, later: 61 }))
    expect(await store.rows()).toEqual([])
  })
})

describe('a message in a support channel that is changed', () => {
  const event = { channel: 'CSUPPORT' }
  const question = { before: 'when does 1000001 end?', after: 'when does 10000001 end?', event }

  async function startSupport() {
    const desk = await start({ hears: async ({ call }) => call.text.endsWith('?') })
    desk.workspace.rooms.set('CSUPPORT', { ...ownRoom, id: 'CSUPPORT' })
    return desk
  }

  it('is answered anew where the desk would answer it', async () => {
    const desk = await startSupport()
    await desk.hear(message(question.before, event))
    await desk.hear(change(question))
    expect(desk.titles()).toEqual(['Said: when does 10000001 end? (room) [ja]'])
    expect(desk.said[1]).toMatchObject({ isAddressed: false })
  })

  it('leaves no trace where the desk would not', async () => {
    const desk = await startSupport()
    await desk.hear(change({ ...question, after: 'never mind' }))
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toEqual([])
  })
})

describe('what is no new question', () => {
  it.each([
    ['more than a minute later', { later: 61 }],
    ['by somebody else', { by: 'U2' }],
    ['in nothing but links that were unfolded', { after: slip.before, message: { attachments: [{}] } }],
    ['by nobody', { message: { edited: undefined } }],
    ['and a bot’s', { message: { bot_id: 'B1' } }],
    ['and of another kind', { message: { subtype: 'bot_message' } }],
  ])('a message that is changed %s', async (_how, other) => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ ...slip, ...other }))
    expect(desk.said).toHaveLength(1)
    expect(updates(desk)).toEqual([])
    expect(await store.rows()).toHaveLength(1)
  })

  it('a message that is changed a minute later to the second is one', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ ...slip, later: 60 }))
    expect(updates(desk)).toHaveLength(1)
  })
})
