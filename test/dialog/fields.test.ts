import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxDesk, startSandboxDesk } from '../helpers/sandbox-desk.ts'

let desk: SandboxDesk
beforeAll(async () => {
  desk = await startSandboxDesk({ hasStore: true, frozenAt: Date.parse('2026-11-21T01:00:00Z') })
})
afterAll(() => desk.close())

/** Every field of the reference pages that says something to a person, and the line that shows it. */
const fields: readonly [command: string, field: string, line: string][] = [
  ['/customer 10000001', 'companyName', 'LINE WORKS Corp.'],
  ['/customer 10000001', 'tenantId', 'Tenant ID: 10000001'],
  ['/customer 10000001', 'domainId', 'Domain ID: 10000001'],
  ['/customer 10000001', 'domain', 'Domain: example.com'],
  ['/customer 10000001', 'timeZone', 'Local time: Sat, Nov 21, 2026, 10:00 (Asia/Tokyo, UTC+09:00)'],
  ['/customer 10000001', 'locale', 'Language: Japanese'],
  ['/customer 10000001', 'enableActiveMxrecord', 'MX record: Active'],
  ['/customer 10000001', 'enableActiveDomain', 'Domain ownership: Verified'],
  ['/customer 10000001', 'domainType', 'Domain type: Domain'],
  ['/customer 10000001', 'partnership.status', 'Partner status: Transfer pending'],
  ['/customer 10000001', 'partnership.customerCode', 'Customer code: asd123ada11'],
  ['/customer 10000001', 'partnership.enablePartnerProfileDisplay', 'Partner profile: Shown'],
  ['/customer 10000001', 'partnership.memo', 'Memo: Memo'],
  [
    '/customer 10000001',
    'partnership.enableDeveloperConsoleAccessControl',
    'Developer Console access control: On',
  ],
  ['/customer 10000001', 'partnership.enableAdminConsoleAccessControl', 'Admin Console access control: On'],
  ['/contact 10000001', 'phoneNumber', 'Company phone: 03-0000-0000'],
  ['/contact 10000001', 'administrator.lastName, firstName', 'Administrator: Works Administrator'],
  ['/contact 10000001', 'administrator.id', 'Administrator ID: admin'],
  ['/contact 10000001', 'administrator.privateEmail', 'Personal email: private.works@example.com'],
  ['/contact 10000001', 'administrator.countryCode, cellphone', 'Mobile phone: +81 090-0000-0000'],

  ['/subscriptions 10000001', 'productId', 'Standard Trial (STD_T)'],
  ['/subscriptions 10000001', 'plan', 'Contract: Trial'],
  ['/subscriptions 10000001', 'planStartDate, planEndDate', 'Period: Thu, Nov 5, 2026 – Fri, Dec 4, 2026'],
  ['/subscriptions 10000001', 'status', 'Status: Active'],
  ['/subscriptions 10000001', 'licenseCount', 'Licenses: 30'],
  ['/subscriptions 10000001', 'subscriptionId', 'Subscription ID: 1000000100'],
  ['/subscriptions 10000001', 'renewal', 'At renewal: None: trials and free plans do not renew'],

  ['/subscriptions 10000015', 'licenseAssignType', 'License assignment: Chosen members'],

  ['/options 10000001', 'subOptionId', 'Drive Trial (for STD) (DRV00)'],
  ['/options 10000001', 'optionProductId', 'Option: Drive (DRV)'],
  ['/options 10000001', 'appliedTime', 'Added: Thu, Nov 5, 2026, 10:30 (Asia/Tokyo, UTC+09:00)'],
  ['/options 10000001', 'quantity', 'Quantity: 1'],
  ['/options 10000001', 'plan', 'Contract: Monthly contract, postpaid'],
  ['/options 10000001', 'planStartDate, planEndDate', 'Period: Mon, Nov 9, 2026 – Tue, Dec 8, 2026'],
  [
    '/options 10000001',
    'the renewal',
    'At renewal: Renew with changes · Shared Storage (5 TB) (SSTG202) · to 1 unit',
  ],
  [
    '/options 10000001',
    'the scheduled task',
    'Scheduled: Convert to paid · Drive (for STD) (DRV01) · Sat, Dec 5, 2026 · in 14 days',
  ],
  [
    '/options 10000001',
    'a task for an option not held',
    'Scheduled, not held yet: Extend contacts (up to 250,000 contacts) (BCT01)',
  ],

  ['/renewal 10000001 SSTG2', 'optionProductId', 'Renewal of Shared Storage (SSTG2) at LINE WORKS Corp.'],
  ['/renewal 10000001 SSTG2', 'type', 'Renew with changes · Shared Storage (5 TB) (SSTG202) · to 1 unit'],
  ['/renewal 10000001 SSTG2', 'subOptionId', 'Sub option: Shared Storage (5 TB) (SSTG202)'],
  ['/renewal 10000001 SSTG2', 'quantity', 'Quantity at renewal: 1'],
  ['/renewal 10000001 SSTG2', 'subscriptionId', 'Subscription ID: 1000000100'],

  ['/scheduled 10000001 DRV', 'optionProductId', 'Option: Drive (DRV)'],
  ['/scheduled 10000001 DRV', 'subOptionId', 'Drive (for STD) (DRV01)'],
  ['/scheduled 10000001 DRV', 'type', 'Change: Convert to paid'],
  ['/scheduled 10000001 DRV', 'applyDate', 'Takes effect: Sat, Dec 5, 2026 · in 14 days'],
  ['/scheduled 10000001 DRV', 'subscriptionId', 'Subscription ID: 1000000100'],
  ['/scheduled 10000001', 'quantity', 'Quantity: 1'],
]

describe('what the reference pages hold is visible', () => {
  it.each(fields)('%s: %s', async (command, _field, line) => {
    expect(await desk.ask(command)).toContain(line)
  })
})

describe('the reference customer, as time goes by', () => {
  it('ends its trial and takes the scheduled change', async () => {
    await desk.control('clock', { advance: 'P14D' })
    try {
      const at = { locale: 'en', zone: 'Asia/Tokyo' } as const
      const lines = (line: string) => desk.answer(line, at).then((card) => JSON.stringify(card))
      expect(await lines('/subscriptions 10000001')).toContain('SUSPENDED_TRIALEND')
      expect(await lines('/scheduled 10000001')).toContain('scheduled.none')
    } finally {
      await desk.control('clock', { reset: true })
    }
  })
})
