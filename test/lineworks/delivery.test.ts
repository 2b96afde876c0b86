import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { botId, channel, inGroup, message } from './events.ts'
import { type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'
import type { Fault } from './stand-in.ts'

describe('an answer', () => {
  const store = useInboxStore()
  let desk: LineWorksDesk

  beforeEach(async () => {
    desk = await startLineWorksDesk(store.inbox(), {
      answer: async () =>
        card({
          title: data('Long'),
          facts: Array.from({ length: 40 }, (_, number) => ({
            label: data(`fact ${number}`),
            value: data('x'.repeat(200)),
          })),
        }),
    })
  })
  afterEach(() => desk.close())

  const types = () => desk.standIn.accepted.map(({ content }) => content.type)

  it.each([400, 413, 422])('whose flex is refused with %i comes as text, in order', async (status) => {
    desk.standIn.state.refusesFlex = status
    await desk.settle(message('customer 1'))
    expect(types().length).toBeGreaterThan(1)
    expect(new Set(types())).toEqual(new Set(['text']))
    const whole = desk.standIn.accepted.map(({ content }) => JSON.stringify(content)).join('')
    const places = Array.from({ length: 40 }, (_, number) => whole.indexOf(`fact ${number}:`))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(await store.outcomes()).toEqual(['answered'])
    expect(desk.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  it.each<[string, Fault, string]>([
    ['refused for good', { status: 403, body: { code: 'ACCESS_DENIED' } }, 'failed'],
    ['lost', 'drop', 'uncertain'],
    ['accepted unheard', 'dropAfterAccept', 'uncertain'],
    ['met by 500', { status: 500 }, 'uncertain'],
  ])('%s is not repeated', async (_, fault, outcome) => {
    desk.standIn.faults.push(fault)
    await desk.settle(inGroup('/customer 1'))
    await desk.lineWorks.start()
    await desk.lineWorks.settled(5_000)
    expect(desk.standIn.attempts.map(({ path }) => path)).toEqual([
      `/v1.0/bots/${botId}/channels/${channel}/messages`,
    ])
    expect(await store.outcomes()).toEqual([outcome])
    expect(desk.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { correlationId: desk.calls[0]?.call.correlationId } },
    ])
  })

  it('in parts ends with the first part that may be missing', async () => {
    desk.standIn.state.refusesFlex = 400
    const first = desk.standIn.message(1).then(() => desk.standIn.faults.push('drop'))
    await desk.settle(message('customer 1'))
    await first
    expect(types()).toEqual(['text'])
    expect(await store.outcomes()).toEqual(['uncertain'])
  })
})
