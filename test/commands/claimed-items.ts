import type { OptionId } from '../../src/core/option.ts'
import { on } from '../helpers/branded.ts'
import type { Copied } from '../helpers/customer-copy.ts'

export const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }

export const acme = (endsOn = '2026-11-30'): Copied => ({
  id: '10000001',
  customer: { companyName: 'Acme', timeZone: 'Asia/Tokyo' },
  subscriptions: [{ ...trial, endsOn: on(endsOn) }],
})

export const bravo: Copied = {
  id: '10000002',
  customer: { companyName: 'Bravo', timeZone: 'Asia/Tokyo' },
  subscriptions: [
    { subscriptionId: '6', productId: 'STD', plan: 'MONTHLY', status: 'ACTIVE', endsOn: on('2026-12-05') },
    { ...trial, subscriptionId: '7', endsOn: on('2026-11-15') },
    { ...trial, subscriptionId: '9' },
  ],
  options: [
    { subscriptionId: '6', optionId: 'DRV' as OptionId, subOptionId: 'DRV01' },
    { subscriptionId: '6', optionId: 'ACV2' as OptionId, subOptionId: 'ACV200', endsOn: on('2027-06-01') },
  ],
}

export const acmeTrial = '10000001/5/serviceTrial/2026-11-30'

export const bravoRenewal = '10000002/6/contractRenews/2026-12-05'

export const bravoOption = '10000002/6/ACV2/ACV200/optionTrial/2027-06-01'
