import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, daysBetween } from '../../src/core/calendar.ts'
import { knownCodes } from '../../src/core/codes.ts'
import { awkwardCustomers } from '../../src/sandbox/world/awkward.ts'
import {
  customerRow,
  optionRows,
  renewalRow,
  subscriptionRows,
  taskRows,
} from '../../src/sandbox/world/rows.ts'
import type { SeedCustomer } from '../../src/sandbox/world/seed-customer.ts'
import { type WireRow, writeJson } from '../../src/sandbox/world/wire-row.ts'
import { createWorld } from '../../src/sandbox/world/world.ts'

const day = '2026-11-21' as CalendarDate
const today = () => day
const world = createWorld({ seed: 'test', customers: 60 }, today)

function customer(domainId: string): SeedCustomer {
  const found = world.find(domainId)
  if (!found) throw new Error(`no customer ${domainId}`)
  return found
}

const describeCustomer = (seed: SeedCustomer) =>
  writeJson([customerRow(seed, day), subscriptionRows(seed, day), optionRows(seed, day), taskRows(seed, day)])

const describeWorld = (seed: string, customers = 60) =>
  createWorld({ seed, customers }, today).customers.map(describeCustomer)

/** All values of a field in rows of all customers. */
function valuesOf(rows: (seed: SeedCustomer, on: CalendarDate) => WireRow[], field: string): unknown[] {
  return world.customers.flatMap((seed) => rows(seed, day).map((row) => row[field]))
}

describe('a seed', () => {
  it('gives the same world every time', () => {
    expect(describeWorld('a')).toEqual(describeWorld('a'))
  })

  it('gives another world than another seed', () => {
    expect(describeWorld('a')).not.toEqual(describeWorld('b'))
  })

  it('gives the same customers however many there are', () => {
    expect(describeWorld('a', 200).slice(0, 60)).toEqual(describeWorld('a', 60))
  })
})

describe('a world', () => {
  it('has as many customers as asked for, each with an id and a domain of its own', () => {
    const { customers } = createWorld({ seed: 'test', customers: 10_000 }, today)
    expect(customers).toHaveLength(10_000)
    expect(new Set(customers.map(({ domainId }) => domainId)).size).toBe(10_000)
    expect(new Set(customers.map(({ domain }) => domain)).size).toBe(10_000)
  })

  const renewalsOf = (seed: SeedCustomer, on: CalendarDate) =>
    subscriptionRows(seed, on).map(({ renewal }) => (renewal ?? {}) as WireRow)
  const optionRenewalsOf = (seed: SeedCustomer, on: CalendarDate) =>
    optionRows(seed, on).map(({ optionProductId }) => renewalRow(seed, on, String(optionProductId)) ?? {})
  const profilesOf = (seed: SeedCustomer, on: CalendarDate) => [customerRow(seed, on)]
  const partnershipsOf = (seed: SeedCustomer, on: CalendarDate) => [
    (customerRow(seed, on).partnership ?? {}) as WireRow,
  ]

  it.each([
    ['product', knownCodes.product, subscriptionRows, 'productId'],
    ['plan', knownCodes.plan, subscriptionRows, 'plan'],
    ['subscription status', knownCodes.subscriptionStatus, subscriptionRows, 'status'],
    ['licence assignment', knownCodes.licenseAssign, subscriptionRows, 'licenseAssignType'],
    ['renewal of contracts', knownCodes.subscriptionRenewal, renewalsOf, 'type'],
    ['option', knownCodes.option, optionRows, 'optionProductId'],
    ['sub option', knownCodes.subOption, optionRows, 'subOptionId'],
    ['renewal of options', knownCodes.optionRenewal, optionRenewalsOf, 'type'],
    ['task', knownCodes.task, taskRows, 'type'],
    ['domain type', knownCodes.domainType, profilesOf, 'domainType'],
    ['locale', knownCodes.customerLocale, profilesOf, 'locale'],
    ['partnership', knownCodes.partnership, partnershipsOf, 'status'],
  ])('shows every %s', (_name, codes, rows, field) => {
    expect(valuesOf(rows, field)).toEqual(expect.arrayContaining([...codes]))
  })

  it('has trials that end today, tomorrow and on many later days', () => {
    const ends = world.customers
      .flatMap(({ contracts }) => contracts)
      .filter(({ plan, endsOn }) => plan.startsWith('TRIAL') && endsOn !== null)
      .map(({ endsOn }) => daysBetween(day, endsOn ?? day))
    expect(ends).toEqual(expect.arrayContaining([0, 1, 2, 3, 5, 7, 10, 13, 30]))
  })

  it('lies in many zones', () => {
    const zones = ['Asia/Tokyo', 'Asia/Seoul', 'America/Los_Angeles', 'Asia/Taipei', 'Asia/Shanghai']
    expect(valuesOf(profilesOf, 'timeZone')).toEqual(
      expect.arrayContaining([...zones, 'Asia/Kathmandu', 'Pacific/Apia', 'Europe/Berlin']),
    )
  })

  it('has customer codes that two customers share', () => {
    const codes = valuesOf(partnershipsOf, 'customerCode').filter((code) => typeof code === 'string')
    expect(new Set(codes).size).toBeLessThan(codes.length)
  })

  it('has tasks for options that are not held, and one for a contract that has not begun', () => {
    const planned = customer('10000016')
    const held = optionRows(planned, day).map(({ optionProductId }) => optionProductId)
    const applied = taskRows(planned, day).filter(({ type }) => type === 'APPLY')
    expect(applied).toHaveLength(1)
    expect(held).not.toContain(applied[0]?.optionProductId)
    expect(applied[0]?.subscriptionId).toBeNull()
  })
})

describe('domain 10000001', () => {
  it('reads as in the example of the reference page', () => {
    expect(JSON.parse(writeJson(customerRow(customer('10000001'), day)))).toEqual({
      tenantId: 10000001,
      domainId: 10000001,
      domain: 'example.com',
      productId: 'STD_T',
      companyName: 'LINE WORKS Corp.',
      phoneNumber: '03-0000-0000',
      timeZone: 'Asia/Tokyo',
      locale: 'ja_JP',
      enableActiveMxrecord: true,
      enableActiveDomain: true,
      domainType: 'DOMAIN',
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
        enablePartnerProfileDisplay: true,
        memo: 'Memo',
        enableDeveloperConsoleAccessControl: true,
        enableAdminConsoleAccessControl: true,
        useOptionPlus: true,
      },
    })
  })

  it('has something to show for every command', () => {
    const reference = customer('10000001')
    expect(subscriptionRows(reference, day)).toMatchObject([
      { productId: 'STD_T', planEndDate: addDays(day, 13) },
    ])
    expect(optionRows(reference, day).map(({ optionProductId }) => optionProductId)).toContain('DRV')
    expect(renewalRow(reference, day, 'DRV')).toMatchObject({ type: 'STAY' })
    expect(taskRows(reference, day)[0]).toMatchObject({ optionProductId: 'DRV', type: 'START_PAID_SERVICE' })
  })
})

describe('the awkward customers', () => {
  it('each have a reason and are in every world, however small', () => {
    const { find } = createWorld({ seed: 'any', customers: 0 }, today)
    for (const { domainId, why } of awkwardCustomers) {
      expect(why).not.toBe('')
      expect(find(domainId.toString())?.domainId).toBe(domainId)
    }
  })

  it('have nulls, and fields left out', () => {
    expect(customerRow(customer('10000002'), day)).toMatchObject({ administrator: null, partnership: null })
    expect(subscriptionRows(customer('10000002'), day)[0]).toMatchObject({ planEndDate: null, renewal: null })
    expect(customerRow(customer('10000003'), day)).not.toHaveProperty('partnership')
    expect(subscriptionRows(customer('10000003'), day)[0]).not.toHaveProperty('planEndDate')
    expect(renewalRow(customer('10000002'), day, 'CST_S')).toMatchObject({
      optionProductId: null,
      type: null,
    })
    expect(renewalRow(customer('10000003'), day, 'CST_S')).toEqual({})
  })

  it('have codes and fields that nobody knows', () => {
    const unknown = customer('10000004')
    expect(subscriptionRows(unknown, day)).toMatchObject([{ plan: 'BIENNIAL', status: 'FROZEN' }])
    expect(renewalRow(unknown, day, 'XYZ9')).toMatchObject({ type: 'PAUSE', subOptionId: 'XYZ902' })
    expect(taskRows(unknown, day)).toMatchObject([{ optionProductId: 'XYZ9', type: 'TELEPORT' }])
    expect(writeJson(customerRow(unknown, day))).toContain('"since":9007199254740993}')
  })

  it('have hostile names', () => {
    const names = ['10000005', '10000006', '10000007', '10000008'].map((id) => customer(id).companyName)
    expect(names).toEqual([
      '<!channel> & <b>',
      '<m userId="all">',
      expect.stringContaining('*bold*_x_ ~y~ `z` \u202egnp.exe\u0007'),
      '{{count}} $t(error.title)',
    ])
  })

  it('have very many options, the longest memo, no zone, and nothing at all', () => {
    expect(optionRows(customer('10000009'), day).length).toBeGreaterThan(60)
    const { memo } = customerRow(customer('10000010'), day).partnership as { memo: string }
    expect(memo).toHaveLength(700)
    expect(memo.isWellFormed()).toBe(true)
    expect(memo).toContain('\n')
    expect(customerRow(customer('10000011'), day).timeZone).toBe('Mars/Olympus')
    expect(customerRow(customer('10000012'), day).timeZone).toBeNull()
    expect(subscriptionRows(customer('10000013'), day)).toEqual([])
    expect(optionRows(customer('10000013'), day)).toEqual([])
  })

  it('have options in the narrow shape of the older page', () => {
    for (const row of optionRows(customer('10000014'), day)) {
      expect(Object.keys(row).sort()).toEqual(['appliedTime', 'optionProductId', 'quantity', 'subOptionId'])
    }
  })
})
