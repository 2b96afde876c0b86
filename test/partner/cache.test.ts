import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBudget } from '../../src/works/budget.ts'
import { json, text } from '../works/scripted-server.ts'
import { answer, type Desk, drive, id, options, startDesk } from './desk.ts'

let desk: Desk

beforeEach(async () => {
  desk = await startDesk()
})

afterEach(() => desk.close())

const fresh = { ...options, fresh: true }

describe('the cache', () => {
  it('makes one request of a hundred equal ones', async () => {
    desk.server.play(answer('customer'))
    const customers = await Promise.all(Array.from({ length: 100 }, () => desk.partner.customer(id, options)))
    expect(customers).toHaveLength(100)
    expect(desk.server.received).toHaveLength(1)
  })

  it('keeps an answer for a minute, null included', async () => {
    desk.server.play(json({}))
    expect(await desk.partner.optionRenewal(id, drive, options)).toBeNull()
    await desk.clock.advance(60_000)
    expect(await desk.partner.optionRenewal(id, drive, options)).toBeNull()
    expect(desk.server.received).toHaveLength(1)
    await desk.clock.advance(1)
    await desk.partner.optionRenewal(id, drive, options)
    expect(desk.server.received).toHaveLength(2)
  })

  it('keeps operations, customers and options apart', async () => {
    desk.server.play(json({}))
    await desk.partner.optionRenewal(id, drive, options)
    await desk.partner.scheduledTask(id, drive, options)
    await desk.partner.scheduledTask(id, 'BCT' as typeof drive, options)
    await desk.partner.scheduledTask('2' as typeof id, drive, options)
    expect(desk.server.received).toHaveLength(4)
  })

  it('is passed by when asked, and holds the newer answer from then on', async () => {
    desk.server.play(json({ domainId: 1, companyName: 'Old' }), json({ domainId: 1, companyName: 'New' }))
    await desk.partner.customer(id, options)
    const [first, second, plain] = await Promise.all([
      desk.partner.customer(id, fresh),
      desk.partner.customer(id, fresh),
      desk.partner.customer(id, options),
    ])
    expect([first, second, plain].map(({ companyName }) => companyName)).toEqual(['New', 'New', 'New'])
    expect((await desk.partner.customer(id, options)).companyName).toBe('New')
    expect(desk.server.received).toHaveLength(2)
  })

  it('keeps no failure', async () => {
    desk.server.play(text('', 404))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'not_found' })
    desk.server.play(answer('customer'))
    expect(await desk.partner.customer(id, options)).toMatchObject({ domainId: id })
  })
})

describe('the budget', () => {
  it('holds back what would exceed it, per operation', async () => {
    const clock = desk.clock
    const tight = await startDesk({
      wallClock: clock.now,
      budget: createBudget({ limit: 2, wallClock: clock.now, wait: clock.wait }),
    })
    tight.server.play(answer('customer'))
    for (let n = 0; n < 2; n += 1) await tight.partner.customer(id, fresh)
    await expect(tight.partner.customer(id, fresh)).rejects.toMatchObject({
      code: 'rate_limited',
      retryInSeconds: 60,
    })
    expect(tight.server.received).toHaveLength(2)
    expect(await tight.partner.scheduledTask(id, drive, options)).toBeNull()
    await tight.close()
  })

  it('follows what the replies say of the limit', async () => {
    desk.server.play(
      text('{"domainId":1}', 200, {
        'RATELIMIT-Limit': '240',
        'rateLimit-Remaining': '0',
        'rateLimit-Reset': '33',
      }),
    )
    await desk.partner.customer(id, options)
    await expect(desk.partner.customer(id, fresh)).rejects.toMatchObject({ retryInSeconds: 33 })
  })
})
