import { describe, expect, it } from 'vitest'
import type { Customer } from '../../src/core/customer.ts'
import { DeskError } from '../../src/core/errors.ts'
import { locales } from '../../src/core/locale.ts'
import { say, speak } from '../../src/text/speak.ts'
import { knownPartner } from '../helpers/known-partner.ts'
import { linesOf } from '../helpers/transcript.ts'
import { acme, administrator, startDesk, told, trial } from './about-known.ts'

describe('a contact', () => {
  const known = { customer: { ...acme, administrator, phoneNumber: '03-1234-5678' } }

  it.each(locales)('is not shown in %s, not even in part, but the way to it is', async (locale) => {
    const card = await startDesk(known).ask('about 7 contact', locale)
    const reader = { locale, zone: 'UTC' }
    expect(linesOf(card, reader).join('\n')).not.toMatch(
      /Lovelace|Ada|ada|private\.example|901|5678|03-|\+81/,
    )
    expect(card.actions[0]).toEqual({
      kind: 'open',
      label: { say: 'action.contact', with: {} },
      command: 'contact 7',
    })
    expect(speak(card, reader).lead).toContain(say('label.privateEmail', reader))
  })

  it.each<[Partial<Customer>, string]>([
    [known.customer, 'On file: Administrator · Personal email · Mobile phone · Company phone.'],
    [{ phoneNumber: '03' }, 'On file: Company phone.'],
    [{ administrator: { ...administrator, privateEmail: ' ', cellphone: null } }, 'On file: Administrator.'],
    [{}, 'No contact is on file.'],
  ])('of %j', async (customer, sentence) => {
    expect(await told('contact', { customer })).toEqual([sentence])
  })

  it('may be read by a room, because it is masked', async () => {
    const { ask, audit } = startDesk(known)
    await ask('about 7 contact', 'en', { isForRoom: true })
    expect(audit.noted).toMatchObject([{ command: 'about', outcome: 'answer', isShared: true }])
    expect(audit.written).toEqual([])
  })
})

describe('several customers', () => {
  const known = { customer: acme, subscriptions: [trial] }

  it('stand side by side', async () => {
    const card = await startDesk(known).ask('about 7,8,7 trial,plan')
    expect(linesOf(card)).toEqual([
      'Answers about 2 customers',
      'Acme (7) · Acme (8)',
      ...['7', '8'].flatMap((id) => [
        `Acme (${id})`,
        'Trial: Advanced Trial (ADV_T) ends on Thu, Dec 31, 2026: 40 days left.',
        'Plan: Advanced Trial (ADV_T) is in use: Trial.',
      ]),
      '/about 7 trial,plan (Acme (7))',
      '/about 8 trial,plan (Acme (8))',
    ])
    expect(card.actions.map(({ kind, command }) => `${kind} ${command}`)).toContain(
      'refresh about 7,8 trial,plan',
    )
  })

  it('get a glance where nothing more is asked', async () => {
    const lines = linesOf(await startDesk(known).ask('about 7,8'))
    expect(lines.filter((line) => line.startsWith('Period: '))).toHaveLength(2)
  })

  function partnerWithout(...missing: readonly string[]) {
    const partner = knownPartner(known)
    return {
      ...partner,
      customer: async (...[id, options]: Parameters<typeof partner.customer>) => {
        if (missing.includes(id)) throw new DeskError('not_found', 'told to fail')
        return { ...(await partner.customer(id, options)), companyName: `Company ${id}` }
      },
    }
  }

  it('one that cannot be read says so in its place', async () => {
    const { ask } = startDesk(known, { partner: partnerWithout('8') })
    const lines = linesOf(await ask('about 7,8 trial'))
    expect(lines).toContain('Company 7')
    expect(lines).toContain('Customer 8')
    expect(lines).toContain('Status: No such customer, or not one of ours. Please check the domain ID.')
    expect(lines).toContain('Code not_found · Reference ref-1')
  })

  it('none of which can be read are no answer', async () => {
    const { ask } = startDesk(known, { partner: partnerWithout('7', '8') })
    expect((await ask('about 7,8 trial')).kind).toBe('error')
  })

  it('go on record one by one', async () => {
    const { ask, audit } = startDesk(known)
    await ask('about 7,8,7 trial')
    expect(audit.noted).toMatchObject([
      { command: 'about', domainId: '7', outcome: 'answer' },
      { command: 'about', domainId: '8', outcome: 'answer' },
    ])
  })
})
