import { expiring } from '../../src/commands/expiring/expiring.ts'
import { usageCard } from '../../src/commands/usage-card.ts'
import type { Card } from '../../src/core/card.ts'
import { splitWords } from '../../src/core/command-words.ts'
import type { Directory } from '../../src/core/directory.ts'
import { isMisunderstanding } from '../../src/core/misunderstanding.ts'
import { readArguments } from '../../src/core/read-arguments.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { on, option } from '../helpers/branded.ts'
import { type Copied, directoryOf } from '../helpers/customer-copy.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

export const today = on('2026-11-21')

type Copies = Pick<Directory, 'copies' | 'lastPassAt'>

/** A line as the desk answers it; 21 November, 22:00 in Tokyo, unless another time is given. */
export async function answer(line: string, copies?: Copies, at = '2026-11-21T13:00:00Z'): Promise<Card> {
  const call = typed(line)
  const args = readArguments(expiring.spec.takes, splitWords(line).slice(1), () => undefined)
  if (isMisunderstanding(args)) return usageCard(args, expiring.spec, call)
  const { customer: _none, ...found } = args
  return expiring.answer(found, {
    call,
    reader: englishReader,
    partner: knownPartner({}),
    clock: createBusinessClock(() => Date.parse(at)),
    languages: undefined,
    marks: undefined,
    wrongAnswers: undefined,
    digests: undefined,
    claims: undefined,
    directory: copies && { ...copies, find: async () => ({ kind: 'none', nearest: [] }) },
    log: silentLog,
    commands: [],
  })
}

export const linesFor = async (copied: readonly Copied[], line = '/expiring', at?: string) =>
  linesOf(await answer(line, await directoryOf(copied), at))

export const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }

export const annual = {
  subscriptionId: '6',
  productId: 'STD',
  plan: 'ANNUAL_LICENSE',
  status: 'ACTIVE',
  licenseCount: 20,
}

export const renewal = (type: string, more = {}) => ({
  type,
  productId: null,
  plan: null,
  licenseCount: null,
  ...more,
})

export const tokyo = { timeZone: 'Asia/Tokyo' }

export const mixed: readonly Copied[] = [
  {
    id: '10000002',
    customer: { ...tokyo, companyName: 'Bravo' },
    subscriptions: [
      { ...annual, endsOn: on('2026-11-30'), renewal: renewal('CANCEL') },
      { ...annual, subscriptionId: '8', endsOn: on('2026-12-05') },
      { ...annual, subscriptionId: '9', endsOn: on('2026-12-05'), renewal: renewal('STAY') },
    ],
    options: [{ subscriptionId: '6', optionId: option('DRV'), subOptionId: 'DRV01', plan: 'ANNUAL_LICENSE' }],
  },
  {
    id: '10000001',
    customer: { ...tokyo, companyName: 'Acme' },
    subscriptions: [
      { ...trial, endsOn: today },
      { ...trial, subscriptionId: '7', productId: 'ROG_STD_T', plan: 'TRIAL_LICENSE' },
      {
        ...annual,
        endsOn: on('2026-12-05'),
        renewal: renewal('CHANGE', { productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 30 }),
      },
    ],
    options: [{ optionId: option('ACV2'), subOptionId: 'ACV200', plan: 'TRIAL', endsOn: on('2026-11-30') }],
    tasks: [
      {
        optionId: option('CST_S'),
        subOptionId: 'CST_S01',
        type: 'APPLY',
        quantity: 3,
        appliesOn: on('2026-11-22'),
      },
    ],
  },
  {
    id: '10000003',
    customer: tokyo,
    subscriptions: [{ ...trial, status: 'SUSPENDED_TRIALEND', endsOn: on('2026-11-15') }],
  },
]
