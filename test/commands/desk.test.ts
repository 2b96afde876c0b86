import { describe, expect, it } from 'vitest'
import { say } from '../../src/core/phrase.ts'
import { option } from '../helpers/branded.ts'
import { answer } from './asking.ts'

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
