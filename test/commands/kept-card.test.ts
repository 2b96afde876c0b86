import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { CalendarDate } from '../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../src/core/customer.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { findOption } from '../../src/text/option-names.ts'
import { type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

const id = '10000001' as DomainId
const options = { correlationId: 'test' }

/** A desk whose customer and contracts are the same objects each time, as while the Partner API's answer is kept. */
async function start(known: Known) {
  const partner = knownPartner(known)
  const read: { customer: Customer; subscriptions?: readonly Subscription[] } = {
    customer: await partner.customer(id, options),
    ...(typeof known.subscriptions === 'string'
      ? {}
      : { subscriptions: await partner.subscriptions(id, options) }),
  }
  let nowMs = Date.parse('2026-11-21T14:58:10Z')
  const desk = createDesk({
    partner: {
      ...partner,
      customer: async () => read.customer,
      subscriptions: async () => read.subscriptions ?? partner.subscriptions(id, options),
    },
    clock: createBusinessClock(() => nowMs),
    findOption,
    log: silentLog,
  })
  return {
    pass: (ms: number) => {
      nowMs += ms
    },
    readAnew: async (subscriptions: NonNullable<Known['subscriptions']>) => {
      read.subscriptions = await knownPartner({ subscriptions }).subscriptions(id, options)
    },
    ask: (zone = 'Asia/Tokyo', correlationId = 'test') =>
      desk.answer({ ...typed(`customer ${id}`), correlationId }, { locale: 'en', zone }),
  }
}

const tokyo = { timeZone: 'Asia/Tokyo' }
const ending = [{ productId: 'STD', endsOn: '2026-11-22' as CalendarDate }]

describe('a customer who is asked for again', () => {
  it('is told by the same card within a minute', async () => {
    const { ask, pass } = await start({ customer: tokyo, subscriptions: ending })
    const first = await ask()
    pass(49_000)
    expect(await ask()).toBe(first)
  })

  it('is told with the time and the days left of now', async () => {
    const { ask, pass } = await start({ customer: tokyo, subscriptions: ending })
    expect(linesOf(await ask()).join('\n')).toMatch(/23:58.*1 day left/s)
    pass(120_000)
    expect(linesOf(await ask()).join('\n')).toMatch(/00:00.*ends today/is)
  })

  it('is told by what has been read since', async () => {
    const { ask, readAnew } = await start({ customer: tokyo, subscriptions: ending })
    const first = linesOf(await ask())
    await readAnew([])
    expect(linesOf(await ask())).not.toEqual(first)
  })

  it('without a zone of its own is told in that of each reader', async () => {
    const { ask } = await start({ subscriptions: [] })
    expect(linesOf(await ask('Asia/Tokyo')).join('\n')).toContain('23:58 (Asia/Tokyo')
    expect(linesOf(await ask('Europe/Berlin')).join('\n')).toContain('15:58 (Europe/Berlin')
  })

  it('has each person’s own reference where a part could not be read', async () => {
    const { ask } = await start({ customer: tokyo, subscriptions: 'partner_down' })
    expect(linesOf(await ask('Asia/Tokyo', 'first')).join('\n')).toContain('first')
    expect(linesOf(await ask('Asia/Tokyo', 'second')).join('\n')).toContain('second')
  })
})
