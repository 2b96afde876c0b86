import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Call } from '../../src/core/call.ts'
import type { OptionId } from '../../src/core/option.ts'
import { say } from '../../src/core/phrase.ts'
import { findOption } from '../../src/text/option-names.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

const on = (text: string) => text as CalendarDate
const option = (text: string) => text as OptionId

async function answer(
  line: string,
  known: Known = {},
  platform: Call['platform'] = 'terminal',
  warn: (fields: object) => void = () => {},
) {
  const desk = createDesk({
    partner: knownPartner(known),
    clock: clockOn('2026-11-21'),
    findOption,
    audit: collectedAudit(),
    log: { ...silentLog, warn },
  })
  const card = await desk.answer(typed(line, { platform }), { locale: 'en', zone: 'Europe/Berlin' })
  return { card, lines: linesOf(card) }
}

describe('wrong input is answered with the right form', () => {
  it.each([
    [
      '/customer',
      'Which customer? Add a domain ID, domain, customer code or company name.',
      'Write: /customer CUSTOMER',
    ],
    [
      '/customer Acme Ltd',
      '“Acme Ltd” is not a domain ID. A domain ID has digits only, 19 at most, and does not begin with 0.',
      'Example: /customer 10000001',
    ],
    ['/options 10000001 now', '“now” is more than this command takes.', 'Write: /options CUSTOMER'],
    ['/renewal 10000001', 'Which option? Add its ID or name.', 'Write: /renewal CUSTOMER OPTION'],
    [
      '/renewal 10000001 something else',
      '“something else” names no option.',
      'Example: /renewal 10000001 DRV',
    ],
    [
      '/scheduled',
      'Which customer? Add a domain ID, domain, customer code or company name.',
      'Write: /scheduled CUSTOMER [OPTION]',
    ],
    ['/nonsense', 'There is no command “nonsense”.', 'Write: /help'],
  ])('%s', async (line, why, form) => {
    const { card, lines } = await answer(line)
    expect(card.kind).toBe('usage')
    expect(lines).toContain(why)
    expect(lines).toContain(form)
  })

  it('lists the options by name where one is wanted', async () => {
    const { lines } = await answer('/renewal 10000001')
    expect(lines.find((line) => line.startsWith('Options:'))).toMatch(
      /Drive \(DRV\) · Shared Storage \(SSTG2\)/,
    )
  })
})

describe('help', () => {
  it('shows the slash commands of Slack, and /desk for the rest', async () => {
    const { lines } = await answer('/help', {}, 'slack')
    expect(lines).toContain(
      '/customer CUSTOMER: Company, plans, domain, partner status and memo of a customer',
    )
    expect(lines).toContain('/desk help [COMMAND]: The commands, or one of them with an example')
    expect(lines.join('\n')).not.toContain('contact')
  })

  it('tells in LINE WORKS how to be heard in a group room', async () => {
    const { lines } = await answer('/help', {}, 'lineworks')
    expect(lines.at(-1)).toMatch(/^In a group room, begin with the slash/)
  })

  it.each(['/help renewal', '/help /renewal', '/HELP Renewal'])('%s explains one command', async (line) => {
    expect((await answer(line)).lines).toEqual([
      'Help: renewal',
      'What happens to one option at renewal',
      'Write: /renewal CUSTOMER OPTION',
      'Example: /renewal 10000001 DRV',
    ])
  })

  it('does not know a command that there is not', async () => {
    expect((await answer('/help dance')).lines).toContain('There is no command “dance”.')
  })
})

describe('a part that cannot be read does not cost the rest', () => {
  it('and leaves a trace for the operator', async () => {
    const logged: object[] = []
    const { lines } = await answer('/customer 7', { subscriptions: 'internal' }, 'terminal', (fields) =>
      logged.push(fields),
    )
    expect(logged).toMatchObject([{ correlationId: 'ref-1', code: 'internal' }])
    expect(lines).toContain('Code internal · Reference ref-1')
  })

  it('customer without plans', async () => {
    const { card, lines } = await answer('/customer 7', {
      customer: { companyName: 'Acme' },
      subscriptions: 'partner_slow',
    })
    expect(card.kind).toBe('answer')
    expect(lines[0]).toBe('Acme')
    expect(lines).toContain(
      "The plans could not be read: LINE WORKS' Partner API took too long to answer. Please try again.",
    )
  })

  it('options without renewals and tasks', async () => {
    const { lines } = await answer('/options 7', {
      options: [{ optionId: option('DRV') }],
      renewals: { DRV: 'partner_down' },
      tasks: 'partner_down',
    })
    const reason = "LINE WORKS' Partner API is not working at the moment. Please try again in a few minutes."
    expect(lines).toContain(`At renewal: Could not be read: ${reason}`)
    expect(lines).toContain(`Scheduled changes could not be read: ${reason}`)
  })

  it('an unknown customer is no answer at all', async () => {
    const { card, lines } = await answer('/options 7', { customer: 'not_found' })
    expect(card.kind).toBe('error')
    expect(lines).toEqual([
      'No answer this time',
      'No such customer, or not one of ours. Please check the domain ID.',
      'Code not_found · Reference ref-1',
    ])
    expect(card.actions).toEqual([])
  })

  it('what may pass can be tried again', async () => {
    const { card } = await answer('/options 7', { customer: 'partner_down' })
    expect(card.actions).toEqual([{ kind: 'refresh', label: say('action.again'), command: 'options 7' }])
  })
})

describe('time left', () => {
  it.each([
    ['2026-11-21', 'Ends today'],
    ['2026-11-22', '1 day left'],
    ['2026-12-04', '13 days left'],
    ['2026-11-20', 'Ended 1 day ago'],
    ['2026-10-21', 'Ended 31 days ago'],
    [null, 'No end date given'],
  ])('%s: %s', async (endsOn, left) => {
    const { lines } = await answer('/subscriptions 7', {
      subscriptions: [{ productId: 'STD_T', endsOn: endsOn === null ? null : on(endsOn) }],
    })
    expect(lines).toContain(`Time left: ${left}`)
  })
})

describe('subscriptions', () => {
  it.each([
    [{ plan: 'TRIAL', renewal: null }, 'None: trials and free plans do not renew'],
    [{ plan: 'FREE', renewal: null }, 'None: trials and free plans do not renew'],
    [
      { plan: 'TRIAL', renewal: { type: 'STAY', productId: null, plan: null, licenseCount: null } },
      'None: trials and free plans do not renew',
    ],
    [
      { plan: 'FREE', renewal: { type: 'CHANGE', productId: 'ADV', plan: null, licenseCount: null } },
      'None: trials and free plans do not renew',
    ],
    [{ plan: 'ANNUAL_LICENSE', renewal: null }, 'Not stated'],
    [
      { plan: 'MONTHLY', renewal: { type: 'STAY', productId: null, plan: null, licenseCount: null } },
      'Renew under the same conditions',
    ],
    [
      {
        plan: 'MONTHLY',
        renewal: { type: 'CHANGE', productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 1 },
      },
      'Renew with changes · Advanced (ADV) · Annual contract, monthly license · 1 license',
    ],
    [
      { plan: 'MONTHLY', renewal: { type: 'CANCEL', productId: 'STD', plan: 'MONTHLY', licenseCount: 0 } },
      'No renewal (cancellation)',
    ],
    [
      { plan: 'MONTHLY', renewal: { type: 'NEW_KIND', productId: 'XX', plan: null, licenseCount: 1000000 } },
      'NEW_KIND · XX · 1,000,000 licenses',
    ],
  ])('renewal of %j', async (row, words) => {
    expect((await answer('/subscriptions 7', { subscriptions: [row] })).lines).toContain(
      `At renewal: ${words}`,
    )
  })

  it('come with the one that ends first on top', async () => {
    const { card } = await answer('/subscriptions 7', {
      subscriptions: [
        { subscriptionId: '1', productId: 'FR' },
        { subscriptionId: '2', productId: 'STD', endsOn: on('2027-01-01') },
        { subscriptionId: '3', productId: 'ADV', endsOn: on('2026-12-01') },
      ],
    })
    expect(card.sections.map(({ title }) => ('code' in title ? title.code : ''))).toEqual([
      'ADV',
      'STD',
      'FR',
    ])
  })

  it('of a customer without any say so', async () => {
    expect((await answer('/subscriptions 7')).lines).toContain('No contract in use.')
  })
})

describe('options', () => {
  const held = (subscriptionId: string, optionId: string, subOptionId: string) => ({
    subscriptionId,
    optionId: option(optionId),
    subOptionId,
  })

  it('show a renewal and a task at the row they speak of', async () => {
    const { lines } = await answer('/options 7', {
      options: [held('1', 'SSTG2', 'SSTG201'), held('1', 'SSTG2', 'SSTG203'), held('2', 'DRV', 'DRV01')],
      renewals: { SSTG2: { subscriptionId: '1', subOptionId: 'SSTG203', type: 'STAY', quantity: 1 } },
      tasks: [
        {
          subscriptionId: '2',
          optionId: option('DRV'),
          subOptionId: 'DRV_PS',
          type: 'MODIFY',
          appliesOn: on('2026-12-01'),
        },
      ],
    })
    const small = lines.indexOf('Shared Storage (1 TB) (SSTG201)')
    const large = lines.indexOf('Shared Storage (10 TB) (SSTG203)')
    const drive = lines.indexOf('Drive (for STD) (DRV01)')
    expect(lines.slice(small, large)).toContain('At renewal: Not stated')
    expect(lines.slice(large, drive)).toContain('At renewal: Renew under the same conditions · to 1 unit')
    expect(lines.slice(drive)).toContain(
      'Scheduled: Upgrade · Drive Plus (for STD) (DRV_PS) · Tue, Dec 1, 2026 · in 10 days',
    )
  })

  it.each([
    ['DRV', 'DRV_PS', 'Drive Plus (for STD) (DRV_PS)'],
    ['DRV', 'DRV_NEW', 'Drive (DRV) · DRV_NEW'],
    ['NEW', null, 'NEW'],
  ])('%s in %s goes by the name %s', async (optionId, subOptionId, name) => {
    const { lines } = await answer('/options 7', { options: [{ optionId: option(optionId), subOptionId }] })
    expect(lines[2]).toBe(name)
  })

  it('include what is scheduled but not held yet', async () => {
    const { lines } = await answer('/options 7', {
      tasks: [{ optionId: option('BCT'), subOptionId: 'BCT01', type: 'APPLY', appliesOn: on('2026-11-22') }],
    })
    expect(lines).toContain('No option is held.')
    expect(lines).toContain('Scheduled, not held yet: Extend contacts (up to 250,000 contacts) (BCT01)')
  })

  it.each([
    [{ optionId: option('DRV'), plan: 'TRIAL' }, 'None: trials and free plans do not renew'],
    [{ optionId: option('QTA_O1'), plan: 'MONTHLY' }, 'None: bought once, not renewed'],
    [{ optionId: option('DRV'), plan: 'MONTHLY' }, 'Not stated'],
  ])('say why %j has no renewal', async (row, words) => {
    expect((await answer('/options 7', { options: [row] })).lines).toContain(`At renewal: ${words}`)
  })

  it('shows what is set for a trial, of which nobody says what it does', async () => {
    const known = {
      options: [{ optionId: option('DRV'), subOptionId: 'DRV00' }],
      renewals: { DRV: { type: 'STAY', subOptionId: 'DRV01' } },
    }
    const words = 'Renew under the same conditions · Drive (for STD) (DRV01)'
    expect((await answer('/options 7', known)).lines).toContain(`At renewal: ${words}`)
    expect((await answer('/renewal 7 DRV', known)).lines[1]).toBe(words)
  })

  it('show when they were added in the customer’s zone', async () => {
    const { lines } = await answer('/options 7', {
      customer: { timeZone: 'America/Los_Angeles' },
      options: [{ addedAt: '2021-11-01T00:00:00.000Z' as Instant }],
    })
    expect(lines).toContain('Added: Sun, Oct 31, 2021, 17:00 (America/Los_Angeles, UTC-07:00)')
  })
})

describe('one option', () => {
  it('renewal of one that is not held says so', async () => {
    expect((await answer('/renewal 7 DRV')).lines).toContain(
      'This option is not held, and no renewal is set for it.',
    )
  })

  it('renewal shows the period until then', async () => {
    const { lines } = await answer('/renewal 7 ドライブ', {
      customer: { companyName: 'Acme' },
      options: [
        {
          optionId: option('DRV'),
          subOptionId: 'DRV01',
          endsOn: on('2026-11-30'),
          startsOn: on('2026-11-01'),
        },
      ],
      renewals: { DRV: { type: 'CHANGE', subOptionId: 'DRV_PS', quantity: 3 } },
    })
    expect(lines.slice(0, 6)).toEqual([
      'Renewal of Drive (DRV) at Acme',
      'Renew with changes · Drive Plus (for STD) (DRV_PS) · to 3 units',
      'Sub option: Drive Plus (for STD) (DRV_PS)',
      'Quantity at renewal: 3',
      'Drive (for STD) (DRV01)',
      'Period: Sun, Nov 1, 2026 – Mon, Nov 30, 2026',
    ])
  })

  it('renewal shows every held row that is meant', async () => {
    const { lines } = await answer('/renewal 7 DRV', {
      options: [
        { optionId: option('DRV'), subOptionId: 'DRV00', plan: 'TRIAL', subscriptionId: '1' },
        { optionId: option('DRV'), subOptionId: 'DRV01', plan: 'MONTHLY', subscriptionId: '2' },
      ],
    })
    expect(lines[1]).toBe('Not stated')
    expect(lines).toContain('Drive Trial (for STD) (DRV00)')
    expect(lines).toContain('Drive (for STD) (DRV01)')
  })

  it('renewal says when the held options could not be read', async () => {
    const { lines } = await answer('/renewal 7 DRV', { options: 'partner_slow' })
    expect(lines.join('\n')).toMatch(/The held options could not be read, .*took too long/)
  })

  it('scheduled of one, of all, and of none', async () => {
    const tasks = [
      { optionId: option('DRV'), type: 'CANCEL', appliesOn: on('2026-12-24'), subscriptionId: '5' },
      { optionId: option('BCT'), type: 'APPLY', appliesOn: on('2026-12-01') },
    ]
    expect((await answer('/scheduled 7', { tasks })).lines).toContain('2 scheduled changes.')
    const one = (await answer('/scheduled 7 bct', { tasks })).lines
    expect(one).toContain('1 scheduled change.')
    expect(one).toContain('Subscription ID: None: its contract has not begun')
    expect((await answer('/scheduled 7 ACV2', { tasks })).lines).toContain('Nothing is scheduled.')
  })
})

describe('zones', () => {
  it.each([
    [
      'Mars/Olympus',
      "The customer's time zone “Mars/Olympus” is not known; times are shown in Europe/Berlin.",
    ],
    [null, 'The customer has no time zone; times are shown in Europe/Berlin.'],
  ])('%s falls back and says so', async (timeZone, note) => {
    expect((await answer('/customer 7', { customer: { timeZone } })).lines).toContain(note)
  })
})

describe('personal data', () => {
  const customer = {
    companyName: 'Acme',
    phoneNumber: '03-0000-0000',
    administrator: {
      lastName: 'Works',
      firstName: 'Ada',
      id: 'admin',
      privateEmail: 'ada@example.com',
      cellphone: '090-1',
      countryCode: '+81',
    },
  }

  it('stays out of every answer but the contact', async () => {
    for (const line of ['/customer 7', '/subscriptions 7', '/options 7', '/renewal 7 DRV', '/scheduled 7']) {
      const text = JSON.stringify((await answer(line, { customer })).card)
      expect(text).not.toMatch(/Ada|ada@example|090-1|03-0000/)
    }
  })

  it('is behind a button, for the asker alone', async () => {
    const { card } = await answer('/customer 7', { customer })
    expect(card.actions).toContainEqual({ kind: 'open', label: say('action.contact'), command: 'contact 7' })
    const contact = await answer('/contact 7', { customer })
    expect(contact.lines).toContain('Administrator: Works Ada')
    expect(contact.lines).toContain('Personal email: ada@example.com')
    expect(contact.lines).toContain('Mobile phone: +81 090-1')
    expect(contact.card.actions.map(({ kind }) => kind)).not.toContain('share')
  })
})
