import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OptionId } from '../../src/core/option.ts'
import { json, text } from '../works/scripted-server.ts'
import { answer, type Desk, drive, id, options, startDesk } from './desk.ts'

let desk: Desk

beforeEach(async () => {
  desk = await startDesk()
})

afterEach(() => desk.close())

describe('options', () => {
  it('are read with their dates as written', async () => {
    desk.server.play(answer('options'))
    expect(await desk.partner.options(id, options)).toEqual([
      {
        subscriptionId: '1234567890123456789',
        optionId: 'SSTG2',
        subOptionId: 'SSTG204',
        addedAt: '2021-11-01T00:00:00.000Z',
        quantity: 1,
        plan: 'ANNUAL_LICENSE',
        startsOn: '2025-11-01',
        endsOn: '2026-10-31',
      },
      {
        subscriptionId: '3',
        optionId: 'DRV',
        subOptionId: 'DRV_PS',
        addedAt: '2021-04-07T12:17:59+09:00',
        quantity: null,
        plan: 'MONTHLY',
        startsOn: '2021-04-07',
        endsOn: '2026-12-31',
      },
    ])
  })

  it('are read in the older, narrower form', async () => {
    desk.server.play(answer('options-older'))
    expect(await desk.partner.options(id, options)).toEqual([
      {
        subscriptionId: null,
        optionId: 'ACV',
        subOptionId: 'ACV01',
        addedAt: null,
        quantity: null,
        plan: null,
        startsOn: null,
        endsOn: null,
      },
    ])
  })

  it.each([[{ optionProducts: null }], [{}], [{ options: [] }], [{ optionProducts: [null] }]])(
    'are not made of %j',
    async (body) => {
      desk.server.play(json(body))
      await expect(desk.partner.options(id, options)).rejects.toMatchObject({ code: 'partner_unreadable' })
    },
  )
})

describe('an option renewal', () => {
  it('is read', async () => {
    desk.server.play(answer('option-renewal'))
    expect(await desk.partner.optionRenewal(id, drive, options)).toEqual({
      subscriptionId: '3',
      optionId: 'QTA_M1',
      subOptionId: 'QTA_M101',
      type: 'CHANGE',
      quantity: 12,
    })
  })

  it.each([
    ['an empty object', json({})],
    ['nulls', json({ type: null, quantity: null })],
    ['null', json(null)],
    ['no content', text('', 204)],
    ['404', json({ code: 'NOT_FOUND', description: 'x' }, 404)],
  ])('is not set after %s', async (_what, script) => {
    desk.server.play(script)
    expect(await desk.partner.optionRenewal(id, drive, options)).toBeNull()
  })
})

describe('a scheduled task', () => {
  it('is read from the sample of the reference', async () => {
    desk.server.play(answer('scheduled-task'))
    expect(await desk.partner.scheduledTask(id, 'ACV2' as OptionId, options)).toEqual({
      subscriptionId: '0',
      optionId: 'ACV2',
      subOptionId: 'ACV201',
      type: 'APPLY',
      quantity: null,
      appliesOn: '2019-08-24',
    })
  })

  it('takes its option from the question and says where its type is missing', async () => {
    desk.server.play(json({ applyDate: '2027-01-01' }))
    expect(await desk.partner.scheduledTask(id, drive, options)).toMatchObject({
      optionId: 'DRV',
      type: 'UNKNOWN',
    })
  })

  it.each([
    ['an empty object', json({})],
    ['an echo of the question', json({ optionProductId: 'DRV', type: null, applyDate: null })],
    ['no content', text('', 204)],
    ['404', text('', 404)],
  ])('is not there after %s', async (_what, script) => {
    desk.server.play(script)
    expect(await desk.partner.scheduledTask(id, drive, options)).toBeNull()
  })

  it('is read in a list, unknown types and options not yet held included', async () => {
    desk.server.play(answer('scheduled-tasks'))
    expect(await desk.partner.scheduledTasks(id, options)).toMatchObject([
      { subscriptionId: null, optionId: 'ACV3', type: 'APPLY', appliesOn: '2027-01-01' },
      { subscriptionId: '3', optionId: 'DRV', type: 'MODIFY', quantity: null },
      { optionId: 'JP_AIS_M', type: 'PAUSE', quantity: 4 },
    ])
  })

  it('is none of a list that is absent, provided that the customer exists', async () => {
    desk.server.play(text('', 404), answer('customer'))
    expect(await desk.partner.scheduledTasks(id, options)).toEqual([])
    desk.server.play(text('', 404))
    await expect(desk.partner.scheduledTasks('2' as typeof id, options)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
