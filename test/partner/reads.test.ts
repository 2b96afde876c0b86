import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OptionId } from '../../src/core/option.ts'
import { json, text } from '../works/scripted-server.ts'
import { answer, type Desk, drive, id, options, startDesk } from './desk.ts'

let desk: Desk

beforeEach(async () => {
  desk = await startDesk()
})

afterEach(() => desk.close())

describe('what is asked', () => {
  it.each([
    ['customer', '', 'customer'],
    ['subscriptions', '/subscriptions', 'subscriptions'],
    ['options', '/option-products', 'options'],
    ['optionRenewal', '/option-products/DRV/renewal', 'option-renewal'],
    ['scheduledTask', '/option-product-orders/DRV', 'scheduled-task'],
    ['scheduledTasks', '/option-product-orders', 'scheduled-tasks'],
  ] as const)('%s: the path of the reference, with token and correlation id', async (name, below, file) => {
    desk.server.play(answer(file))
    if (name === 'optionRenewal' || name === 'scheduledTask') await desk.partner[name](id, drive, options)
    else await desk.partner[name](id, options)
    expect(desk.server.received).toHaveLength(1)
    expect(desk.server.received[0]).toMatchObject({
      method: 'GET',
      url: `/v1.0/partners/customers/10000001${below}`,
      headers: { authorization: 'Bearer token-1', 'x-request-id': 'c-1' },
    })
  })

  it('encodes an option ID and a cursor', async () => {
    desk.server.play(answer('option-renewal'))
    await desk.partner.optionRenewal(id, '../x?y' as OptionId, options)
    desk.server.play(answer('customers'))
    await desk.partner.customers('a+b/c==', options)
    await desk.partner.customers(null, options)
    expect(desk.server.received.map(({ url }) => url)).toEqual([
      '/v1.0/partners/customers/10000001/option-products/..%2Fx%3Fy/renewal',
      '/v1.0/partners/customers?count=30&cursor=a%2Bb%2Fc%3D%3D',
      '/v1.0/partners/customers?count=30',
    ])
  })
})

describe('a customer', () => {
  it('is read from the sample of the reference', async () => {
    desk.server.play(answer('customer'))
    expect(await desk.partner.customer(id, options)).toEqual({
      domainId: '10000001',
      tenantId: '10000001',
      domain: 'example.com',
      domainType: 'DOMAIN',
      companyName: 'LINE WORKS Corp.',
      phoneNumber: '03-0000-0000',
      timeZone: 'Asia/Tokyo',
      locale: 'ja_JP',
      mxRecordActive: true,
      domainActive: true,
      administrator: {
        lastName: 'Works',
        firstName: 'Administrator',
        id: 'admin',
        privateEmail: 'private.works@example.com',
        cellphone: '090-0000-0000',
        countryCode: '+81',
      },
      partnership: {
        status: 'TRANSFER_READY',
        customerCode: 'asd123ada11',
        memo: 'Memo',
        partnerProfileDisplayed: true,
        developerConsoleAccess: true,
        adminConsoleAccess: true,
      },
    })
  })

  it('keeps 19 digits, unknown codes and what can be read of wrong types', async () => {
    desk.server.play(answer('customer-awkward'))
    expect(await desk.partner.customer(id, options)).toEqual({
      domainId: '1234567890123456789',
      tenantId: '9223372036854775807',
      domain: null,
      domainType: 'CLUSTER',
      companyName: '株式会社サンプル <m userId="all">',
      phoneNumber: '312345678',
      timeZone: 'Mars/Olympus',
      locale: 'fr_FR',
      mxRecordActive: false,
      domainActive: null,
      administrator: null,
      partnership: {
        status: 'ON_HOLD',
        customerCode: '42',
        memo: null,
        partnerProfileDisplayed: null,
        developerConsoleAccess: null,
        adminConsoleAccess: null,
      },
    })
  })

  it.each([[{}], [{ domainId: 'none' }], [[]], [null], ['text']])('is not made of %j', async (body) => {
    desk.server.play(json(body))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_unreadable' })
  })
})

describe('the list of customers', () => {
  it('leaves out a row without an ID and says so in the log', async () => {
    desk.server.play(answer('customers'))
    const page = await desk.partner.customers(null, options)
    expect(page.customers.map(({ domainId }) => domainId)).toEqual(['10000001', '10000002'])
    expect(page.nextCursor).toBe('aGVsbG8+d29ybGQ/Pz8+Lw==')
    expect(page).not.toHaveProperty('leftOut')
    expect(desk.log.lines.at(-1)).toMatchObject({
      level: 'warn',
      fields: { leftOut: 1, correlationId: 'c-1' },
    })
  })

  it.each([[{ nextCursor: null }], [{ nextCursor: '' }], [{}], [null], [undefined]])(
    'ends at %j',
    async (responseMetaData) => {
      desk.server.play(json({ customers: [], responseMetaData }))
      expect(await desk.partner.customers('x', options)).toEqual({ customers: [], nextCursor: null })
    },
  )

  it('refuses a cursor that leads back to itself', async () => {
    desk.server.play(json({ customers: [], responseMetaData: { nextCursor: 'again' } }))
    await expect(desk.partner.customers('again', options)).rejects.toMatchObject({
      code: 'partner_unreadable',
    })
  })
})

describe('contracts', () => {
  it('are read from the sample of the reference', async () => {
    desk.server.play(answer('subscriptions'))
    expect(await desk.partner.subscriptions(id, options)).toEqual([
      {
        domainId: null,
        subscriptionId: '0',
        productId: 'STD_T',
        plan: 'TRIAL',
        startsOn: '2019-08-24',
        endsOn: '2019-08-24',
        licenseAssignType: null,
        licenseCount: 0,
        status: 'ACTIVE',
        renewal: { type: 'STAY', productId: 'STD', plan: 'MONTHLY', licenseCount: 1_000_000 },
      },
    ])
  })

  it('keep wide and unknown codes, nulls and every digit', async () => {
    desk.server.play(answer('subscriptions-awkward'))
    expect(await desk.partner.subscriptions(id, options)).toEqual([
      {
        domainId: '1234567890123456789',
        subscriptionId: '9007199254740993',
        productId: 'ROG_ADV',
        plan: 'ANNUAL_PREPAY_LICENSE',
        startsOn: null,
        endsOn: null,
        licenseAssignType: 'MANUAL',
        licenseCount: 25,
        status: 'SUSPENDED_TRIALEND',
        renewal: null,
      },
      {
        domainId: null,
        subscriptionId: '77',
        productId: 'JP_AIS_NEW',
        plan: 'WEEKLY',
        startsOn: null,
        endsOn: null,
        licenseAssignType: null,
        licenseCount: null,
        status: '3',
        renewal: null,
      },
    ])
  })

  it('are not shown in part: a row without its ID spoils the list', async () => {
    desk.server.play(json({ subscriptions: [{ subscriptionId: 1 }, { productId: 'STD' }] }))
    await expect(desk.partner.subscriptions(id, options)).rejects.toMatchObject({
      code: 'partner_unreadable',
      message: 'subscriptions: the answer is not as documented at subscriptions.1.subscriptionId',
    })
  })
})

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
