import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OptionId } from '../../src/core/option.ts'
import { json } from '../works/scripted-server.ts'
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
