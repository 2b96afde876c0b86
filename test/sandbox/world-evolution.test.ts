import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { evolve } from '../../src/sandbox/world/evolve.ts'
import { contractEnding, optionOf, plainCustomer } from '../../src/sandbox/world/plain-customer.ts'
import type {
  Contract,
  ContractRenewal,
  HeldOption,
  OptionTask,
} from '../../src/sandbox/world/seed-customer.ts'

const on = (date: string) => date as CalendarDate

function contract(plan: string, endsOn: string, renewal?: ContractRenewal): Contract {
  const productId = plan === 'TRIAL' ? 'STD_T' : 'STD'
  const sold = contractEnding(on(endsOn), { subscriptionId: 1n, productId, plan })
  return renewal ? { ...sold, renewal } : sold
}

function holdings(
  today: string,
  contracts: readonly Contract[],
  options: readonly HeldOption[] = [],
  tasks: readonly OptionTask[] = [],
) {
  const traits = { domainId: 1n, domain: 'x.example', companyName: 'X' }
  return evolve(
    plainCustomer(traits, () => on('2026-11-21'), { contracts, options, tasks }),
    on(today),
  )
}

describe('a contract', () => {
  const change = { type: 'CHANGE', productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 99 }

  it.each([
    ['a trial on its last day', contract('TRIAL', '2026-12-04'), '2026-12-04', { status: 'ACTIVE' }],
    [
      'a trial the day after',
      contract('TRIAL', '2026-12-04'),
      '2026-12-05',
      { status: 'SUSPENDED_TRIALEND' },
    ],
    [
      'a trial a year after',
      contract('TRIAL', '2026-12-04'),
      '2027-12-04',
      { status: 'SUSPENDED_TRIALEND', endsOn: '2026-12-04' },
    ],
    [
      'a month that stays',
      contract('MONTHLY', '2026-11-30', { type: 'STAY' }),
      '2026-12-01',
      { startsOn: '2026-12-01', endsOn: '2026-12-31', productId: 'STD' },
    ],
    [
      'a month without a stated renewal',
      contract('MONTHLY', '2026-11-30'),
      '2027-02-10',
      { startsOn: '2027-02-01', endsOn: '2027-02-28' },
    ],
    [
      'a year that stays',
      contract('ANNUAL_PREPAY_LICENSE', '2026-11-21', { type: 'STAY' }),
      '2026-11-22',
      { startsOn: '2026-11-22', endsOn: '2027-11-21' },
    ],
    [
      'a change on the last day',
      contract('MONTHLY', '2026-11-30', change),
      '2026-11-30',
      { productId: 'STD', licenseCount: 10, renewal: change },
    ],
    [
      'a change the day after',
      contract('MONTHLY', '2026-11-30', change),
      '2026-12-01',
      {
        ...{ productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 99, endsOn: '2027-11-30' },
        renewal: { ...change, type: 'STAY' },
      },
    ],
    [
      'a cancelled one on its last day',
      contract('MONTHLY', '2026-11-30', { type: 'CANCEL' }),
      '2026-11-30',
      { status: 'ACTIVE' },
    ],
  ])('%s', (_what, sold, today, expected) => {
    expect(holdings(today, [sold]).contracts).toEqual([expect.objectContaining(expected)])
  })

  it('that is cancelled is gone the day after, with its options and tasks', () => {
    const cancelled = contract('MONTHLY', '2026-11-30', { type: 'CANCEL' })
    const drive = optionOf(cancelled, { optionId: 'DRV', subOptionId: 'DRV01', endsOn: on('2026-11-30') })
    expect(holdings('2026-12-01', [cancelled], [drive], [task({})])).toEqual({
      contracts: [],
      options: [],
      tasks: [],
    })
  })

  it('without an end stays as it is', () => {
    const free = { ...contract('FREE', '2026-11-30'), endsOn: null }
    expect(holdings('2030-01-01', [free]).contracts).toEqual([{ ...free, status: 'ACTIVE' }])
  })
})

function task(given: Partial<OptionTask>): OptionTask {
  const usual = { subscriptionId: 1n, optionId: 'DRV', subOptionId: 'DRV01', type: 'CANCEL', quantity: null }
  return { ...usual, appliesOn: on('2026-12-05'), ...given }
}

describe('an option', () => {
  const yearly = contract('ANNUAL_LICENSE', '2027-06-30', { type: 'STAY' })
  const held = (subOptionId: string, given: Partial<HeldOption> = {}) =>
    optionOf(yearly, {
      optionId: 'DRV',
      subOptionId,
      plan: 'MONTHLY',
      endsOn: on('2026-12-04'),
      ...given,
    })

  it.each([
    ['paid, after its month', held('DRV01'), '2026-12-05', [{ endsOn: '2027-01-04', subOptionId: 'DRV01' }]],
    [
      'with a change at renewal',
      held('DRV01', { renewal: { type: 'CHANGE', subOptionId: 'DRV_PS', quantity: 2 } }),
      '2026-12-05',
      [{ subOptionId: 'DRV_PS', quantity: 2, renewal: { type: 'STAY', subOptionId: 'DRV_PS', quantity: 2 } }],
    ],
    ['on trial, on its last day', held('DRV00', { plan: 'TRIAL' }), '2026-12-04', [{ subOptionId: 'DRV00' }]],
    ['on trial, the day after', held('DRV00', { plan: 'TRIAL' }), '2026-12-05', []],
    ['one-off, the day after', held('QTA_O101', { optionId: 'QTA_O1' }), '2026-12-05', []],
  ])('%s', (_what, option, today, expected) => {
    expect(holdings(today, [yearly], [option]).options).toEqual(
      expected.map((row) => expect.objectContaining(row)),
    )
  })

  it.each([
    ['CANCEL', held('DRV01'), task({}), []],
    ['MODIFY', held('DRV01'), task({ type: 'MODIFY', subOptionId: 'DRV_PS' }), [{ subOptionId: 'DRV_PS' }]],
    [
      'CHANGE_QUANTITY',
      held('DRV01', { quantity: 1 }),
      task({ type: 'CHANGE_QUANTITY', quantity: 4 }),
      [{ quantity: 4 }],
    ],
    [
      'START_PAID_SERVICE on the day after a trial',
      held('DRV00', { plan: 'TRIAL' }),
      task({ type: 'START_PAID_SERVICE' }),
      [{ subOptionId: 'DRV01', plan: 'MONTHLY', startsOn: '2026-12-05', endsOn: '2027-01-04' }],
    ],
    [
      'APPLY without a contract of its own',
      held('DRV01'),
      task({ type: 'APPLY', subscriptionId: null, optionId: 'BCT', subOptionId: 'BCT01', quantity: 1 }),
      [{ optionId: 'DRV' }, { optionId: 'BCT', subscriptionId: 1n, quantity: 1, startsOn: '2026-12-05' }],
    ],
  ])('waits for the day of its task, then does %s', (_type, option, scheduled, expected) => {
    const eve = holdings('2026-12-04', [yearly], [option], [scheduled])
    expect(eve).toMatchObject({ options: [option], tasks: [scheduled] })

    const after = holdings('2026-12-05', [yearly], [option], [scheduled])
    expect(after.options).toEqual(expected.map((row) => expect.objectContaining(row)))
    expect(after.tasks).toEqual([])
  })
})
