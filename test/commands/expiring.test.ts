import { describe, expect, it } from 'vitest'
import { expiring } from '../../src/commands/expiring.ts'
import { usageCard } from '../../src/commands/usage-card.ts'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { addDays } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import { isMisunderstanding, readArguments, splitWords } from '../../src/core/command.ts'
import type { Directory } from '../../src/core/directory.ts'
import { locales } from '../../src/core/locale.ts'
import type { OptionId } from '../../src/core/option.ts'
import { renderBlocks } from '../../src/slack/blocks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { formatText } from '../../src/text/format-text.ts'
import { say, speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { type Copied, directoryOf } from '../helpers/customer-copy.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

const on = (text: string) => text as CalendarDate
const option = (text: string) => text as OptionId
const today = on('2026-11-21')

type Copies = Pick<Directory, 'copies' | 'lastPassAt'>

/** A line as the desk answers it; 21 November, 22:00 in Tokyo, unless another time is given. */
async function answer(line: string, copies?: Copies, at = '2026-11-21T13:00:00Z'): Promise<Card> {
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

const linesFor = async (copied: readonly Copied[], line = '/expiring', at?: string) =>
  linesOf(await answer(line, await directoryOf(copied), at))

const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }
const annual = {
  subscriptionId: '6',
  productId: 'STD',
  plan: 'ANNUAL_LICENSE',
  status: 'ACTIVE',
  licenseCount: 20,
}
const renewal = (type: string, more = {}) => ({
  type,
  productId: null,
  plan: null,
  licenseCount: null,
  ...more,
})

const tokyo = { timeZone: 'Asia/Tokyo' }
const mixed: readonly Copied[] = [
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

const copyLines = [
  'Oldest data read: Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
  'Last full pass over all customers: Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
]

describe('expiring', () => {
  it('counts first, then tells day by day what ends for whom, and how old the copy is', async () => {
    expect(await linesFor(mixed)).toEqual([
      'Ending within 30 days',
      '7 end or change within 30 days · 1 today · 1 without a date · 1 trial already over',
      'Sat, Nov 21, 2026 · today',
      'Acme (10000001): Trial ends · Standard Trial (STD_T)',
      'Sun, Nov 22, 2026 · in 1 day',
      'Acme (10000001): Scheduled: Apply for an option · CX Talk S (5 seats) (CST_S01) · to 3 units',
      'Mon, Nov 30, 2026 · in 9 days',
      'Acme (10000001): Option trial ends · Archive (Talk) Trial (ACV200)',
      'Bravo (10000002): Contract ends, not renewed · Standard (STD) · Annual contract, monthly license',
      'Bravo (10000002): Option ends · Drive (for STD) (DRV01)',
      'Sat, Dec 5, 2026 · in 14 days',
      'Acme (10000001): Contract renews with changes · Standard (STD) · then Advanced (ADV) · 30 licenses',
      'Bravo (10000002): Contract period ends, renewal not stated · Standard (STD) · Annual contract, monthly license',
      'No end date given',
      'Acme (10000001): Trial ends · Roger Standard Trial (ROG_STD_T)',
      'Trials that are over',
      'Customer 10000003: Standard Trial (STD_T) · Suspended (trial ended) · Sun, Nov 15, 2026 · 6 days ago',
      ...copyLines,
      '/expiring all 30 (With renewals)',
    ])
  })

  it('within fewer days lists less', async () => {
    const lines = await linesFor(mixed, '/expiring 1')
    expect(lines[0]).toBe('Ending within 1 day')
    expect(lines[1]).toBe('2 end or change within 1 day · 1 today · 1 without a date · 1 trial already over')
    expect(lines.join()).not.toContain('Nov 30')
  })

  it.each(['/expiring all', '/expiring all 30', '/expiring 30 all'])('%s adds what renews', async (line) => {
    const lines = await linesFor(mixed, line)
    expect(lines[0]).toBe('Ending or renewing within 30 days')
    expect(lines[1]).toMatch(/^8 end, change or renew within 30 days · /)
    expect(lines).toContain(
      'Bravo (10000002): Contract renews · Standard (STD) · Annual contract, monthly license',
    )
    expect(lines.join()).not.toContain('With renewals')
  })

  it('shows codes that nobody knows as they came', async () => {
    const endsOn = on('2026-11-25')
    const lines = await linesFor([
      {
        customer: { ...tokyo, companyName: 'Acme' },
        subscriptions: [
          { ...trial, productId: 'NEW_T', plan: 'NEW_PLAN', endsOn },
          { ...annual, productId: 'NEW', plan: 'NEW_PLAN', endsOn, renewal: renewal('PAUSE') },
          { ...annual, productId: null, plan: null, endsOn },
        ],
        tasks: [
          { optionId: option('NEW_OPTION'), subOptionId: 'NEW_SUB', type: 'NEW_TASK', appliesOn: endsOn },
        ],
      },
    ])
    expect(lines.slice(3, 7)).toEqual([
      'Acme (7): Trial ends · NEW_T',
      'Acme (7): Contract period ends, at renewal: PAUSE · NEW · NEW_PLAN',
      'Acme (7): Contract period ends, renewal not stated · Not given',
      'Acme (7): Scheduled: NEW_TASK · NEW_OPTION · NEW_SUB',
    ])
  })

  it('tells the quantity of a change, but not of a cancellation, which keeps none', async () => {
    const task = { optionId: option('CST_S'), quantity: 9, appliesOn: today }
    const lines = await linesFor([
      {
        customer: { ...tokyo, companyName: 'Acme' },
        tasks: [
          { ...task, type: 'CHANGE_QUANTITY' },
          { ...task, type: 'CANCEL' },
        ],
      },
    ])
    expect(lines.slice(3, 5)).toEqual([
      'Acme (7): Scheduled: Change the quantity · CX Talk S (CST_S) · to 9 units',
      'Acme (7): Scheduled: Cancel · CX Talk S (CST_S)',
    ])
  })

  it('parts one date where it is not equally far off', async () => {
    const at = (timeZone: string, companyName: string, id: string) => ({
      id,
      customer: { timeZone, companyName },
      subscriptions: [{ ...trial, endsOn: on('2026-11-22') }],
    })
    const copied = [at('Asia/Tokyo', 'Acme', '1'), at('America/Los_Angeles', 'Bravo', '2')]
    const lines = await linesFor(copied, '/expiring', '2026-11-21T15:00:00Z')
    expect(lines.slice(1, 6)).toEqual([
      '2 end or change within 30 days · 1 today',
      'Sun, Nov 22, 2026 · today',
      'Acme (1): Trial ends · Standard Trial (STD_T)',
      'Sun, Nov 22, 2026 · in 1 day',
      'Bravo (2): Trial ends · Standard Trial (STD_T)',
    ])
  })

  it('says for how many of those listed the days are counted in the reader’s zone', async () => {
    const subscriptions = [{ ...trial, endsOn: today }]
    const lines = await linesFor([
      { id: '1', customer: { timeZone: 'Mars/Olympus' }, subscriptions },
      { id: '2', customer: { timeZone: null }, subscriptions },
      { id: '3', customer: { timeZone: null } },
    ])
    expect(lines).toContain(
      '2 customers listed here have no usable time zone; their days are counted in Asia/Tokyo.',
    )
  })

  it('puts a long day into several sections', async () => {
    const copied = Array.from({ length: 25 }, (_, index) => ({
      id: `${1000 + index}`,
      customer: tokyo,
      subscriptions: [{ ...trial, endsOn: today }],
    }))
    const lines = await linesFor(copied)
    expect(lines[1]).toBe('25 end or change within 30 days · 25 today')
    const title = 'Sat, Nov 21, 2026 · today'
    expect(lines.filter((line) => line.startsWith(title))).toEqual([
      `${title} (1 of 3)`,
      `${title} (2 of 3)`,
      `${title} (3 of 3)`,
    ])
    expect(lines.filter((line) => line.startsWith('Customer 10'))).toHaveLength(25)
  })

  it('can be asked again and shared, by the line that was meant', async () => {
    const { actions } = await answer('/expiring all', await directoryOf(mixed))
    expect(actions.map(({ kind, command }) => `${kind} ${command}`)).toEqual([
      'refresh expiring all 30',
      'share expiring all 30',
    ])
  })
})

describe('what cannot be told', () => {
  const still = [
    'Ending within 30 days',
    'The customers are still being collected. Please ask again in a few minutes.',
  ]

  it('before anything was read there is no list at all', async () => {
    expect(linesOf(await answer('/expiring'))).toEqual(still)
    expect(linesOf(await answer('/expiring', await directoryOf([], null)))).toEqual(still)
    expect(linesOf(await answer('/expiring', await directoryOf([{ isRead: false }], null)))).toEqual(still)
  })

  it('nothing due, with all customers read', async () => {
    expect((await linesFor([{ customer: tokyo }]))[1]).toBe('Nothing is due within 30 days.')
    expect((await linesFor([], '/expiring 365'))[1]).toBe('Nothing is due within 365 days.')
  })

  it.each([
    ['some unread', [{ id: '1' }, { id: '2', isRead: false }], undefined],
    ['some failed', [{ id: '1' }, { id: '2', failure: 'partner_down' }], undefined],
    ['the first pass not finished', [{ id: '1' }], null],
  ] as const)('nothing due, with %s', async (_what, copied, lastPassAt) => {
    const lines = linesOf(await answer('/expiring', await directoryOf(copied, lastPassAt)))
    expect(lines[1]).toBe('Nothing is known to be due within 30 days, but not every customer has been read.')
  })

  it('names the first customers that could not be read, and counts the others', async () => {
    const names = ['Acme', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf']
    const failed = names.map((companyName, index) => ({
      id: `1${index}`,
      customer: { companyName },
      failure: 'partner_slow' as const,
    }))
    const unread = [{ id: '20', customer: { companyName: 'Hotel' }, isRead: false }]
    expect(await linesFor([...failed, ...unread])).toEqual(
      expect.arrayContaining([
        '1 customer has not been read yet: Hotel',
        '7 customers could not be read at the last try, so their data may be old or missing: ' +
          'Acme · Bravo · Charlie · Delta · Echo · 2 more',
      ]),
    )
  })

  it('says that customers are missing while the first pass runs', async () => {
    const lines = linesOf(await answer('/expiring', await directoryOf(mixed, null)))
    expect(lines).toContain('The first full pass over all customers is not finished; some are missing here.')
    expect(lines.join()).not.toContain('Last full pass')
  })

  it.each([
    ['2026-11-21T13:00:00Z', 'just now'],
    ['2026-11-21T13:00:40Z', 'just now'],
    ['2026-11-21T12:58:59Z', '1 minute ago'],
    ['2026-11-21T12:01:00Z', '59 minutes ago'],
    ['2026-11-20T13:00:01Z', '23 hours ago'],
    ['2026-11-20T13:00:00Z', '1 day ago'],
    ['2026-11-11T12:00:00Z', '10 days ago'],
  ])('a copy of %s is of %s', async (readAt, age) => {
    const lines = await linesFor([{ customer: tokyo, readAt }])
    expect(lines.find((line) => line.startsWith('Oldest data read'))).toMatch(new RegExp(`, ${age}$`))
  })
})

describe('wrong input is answered with the right form', () => {
  it.each([
    ['/expiring soon', 'soon'],
    ['/expiring 0', '0'],
    ['/expiring 366', '366'],
    ['/expiring 7 8', '7 8'],
    ['/expiring mine mine', 'mine mine'],
    ['/expiring mine 366', 'mine 366'],
  ])('%s', async (line, text) => {
    const card = await answer(line, await directoryOf(mixed))
    expect(card.kind).toBe('usage')
    expect(linesOf(card).slice(1)).toEqual([
      `“${text}” does not fit here. Days are a whole number from 1 to 365.`,
      'Write: /expiring [DAYS] [mine|all]',
      'Example: /expiring 7',
    ])
  })
})

/** Each page in each language, held against Slack's rules; gives how many pages there are in English. */
function checkEveryPage(card: Card): number {
  const counts = locales.map((locale) => {
    const reader = { locale, zone: 'Asia/Tokyo' }
    const spoken = speak(card, reader)
    const words = {
      next: say('action.next', reader),
      previous: say('action.previous', reader),
      page: (page: number, pages: number) => say('note.page', reader, { page, pages }),
    }
    const lines = spoken.sections.flatMap(({ facts }) => facts.map(({ value }) => value))
    let shown = ''
    let pages = 1
    for (let page = 1; page <= pages; page += 1) {
      const message = renderBlocks(spoken, { page, paging: { command: 'expiring 30', words } })
      pages = message.pages
      assertValidMessage(message)
      shown += JSON.stringify(message.blocks)
    }
    for (const line of lines) expect(shown).toContain(JSON.stringify(line).slice(1, -1))
    expect(shown + formatText(spoken)).not.toMatch(/undefined|\[object|\bNaN\b|\{\{|<!channel>|<m userId/)
    return pages
  })
  return counts[locales.indexOf('en')] ?? 0
}

describe('every page, in every language, is one that Slack takes', () => {
  it('with something of each kind', async () => {
    checkEveryPage(await answer('/expiring all 365', await directoryOf(mixed)))
  })

  it('with 500 lines, each of them in full', async () => {
    const copied = Array.from({ length: 250 }, (_, index): Copied => {
      const endsOn = addDays(today, index % 30)
      return {
        id: `${9_007_199_254_740_993_000n + BigInt(index)}`,
        customer: { ...tokyo, companyName: `株式会社 ${'長い名前の会社'.repeat(5)}${index}` },
        subscriptions: [
          {
            ...annual,
            endsOn,
            renewal: renewal('CHANGE', {
              productId: 'JP_PPO_ADV',
              plan: 'ANNUAL_PREPAY_LICENSE',
              licenseCount: 1_000_000,
            }),
          },
          { ...trial, endsOn, status: 'SUSPENDED_TRIALEND' },
        ],
      }
    })
    expect(checkEveryPage(await answer('/expiring', await directoryOf(copied)))).toBeGreaterThan(5)
  })

  it.each([
    '<!channel> & *bold* _x_ `y` :smile:',
    '<m userId="all">',
    '{{count}} $t(error.title)',
    '\u202egpj.exe\u0000',
    '名'.repeat(5_000),
    '   ',
  ])('with customers called %j', async (companyName) => {
    const subscriptions = [{ ...trial, productId: '<!channel>', endsOn: today }]
    const copied = [
      ...Array.from({ length: 12 }, (_, index) => ({
        id: `${index + 1}`,
        customer: { companyName },
        subscriptions,
      })),
      ...Array.from({ length: 7 }, (_, index) => ({
        id: `2${index}`,
        customer: { companyName },
        isRead: false,
      })),
    ]
    const card = await answer('/expiring', await directoryOf(copied))
    for (const locale of locales) {
      const { blocks, text, pages } = renderBlocks(speak(card, { locale, zone: 'Asia/Tokyo' }))
      assertValidMessage({ blocks, text })
      expect(pages).toBe(1)
      expect(JSON.stringify(blocks) + text).not.toMatch(/<!channel>|<m userId|\u202e|undefined/)
    }
  })
})
