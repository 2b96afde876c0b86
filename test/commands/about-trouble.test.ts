import { describe, expect, it } from 'vitest'
import { speak } from '../../src/text/speak.ts'
import { type Known, silentLog } from '../helpers/known-partner.ts'
import { linesOf } from '../helpers/transcript.ts'
import { acme, driveTrial, partnership, startDesk, storage, told } from './about-known.ts'

describe('a part that cannot be read', () => {
  const reason = "LINE WORKS' Partner API is not working at the moment. Please try again in a few minutes."

  it.each<[string, Known, string]>([
    ['plan', { subscriptions: 'partner_down' }, `The contracts could not be read: ${reason}`],
    ['options', { options: 'partner_down' }, `The options could not be read: ${reason}`],
    ['trial DRV', { options: 'partner_down' }, `The options could not be read: ${reason}`],
    ['scheduled', { tasks: 'partner_down' }, `Scheduled changes could not be read: ${reason}`],
    [
      'renewal DRV',
      { renewals: { DRV: 'partner_down' } },
      `The renewal of Drive (DRV) could not be read: ${reason}`,
    ],
  ])('%s: its sentence says so', async (line, known, sentence) => {
    const { ask } = startDesk({ customer: acme, ...known })
    const card = await ask(`about 7 ${line}`)
    expect(card.kind).toBe('answer')
    const lines = linesOf(card)
    expect(lines[1]).toBe(sentence)
    expect(lines.filter((each) => each === 'Code partner_down · Reference ref-1')).toHaveLength(1)
    expect(lines).toContain('Domain: acme.example')
  })

  it('is not missed where it would only tell whether an option ends with its contract', async () => {
    const known: Known = { customer: acme, subscriptions: 'partner_down', options: [storage] }
    const lines = linesOf(await startDesk(known).ask('about 7 options'))
    expect(lines[1]).toBe('1 option is held: Shared Storage (5 TB) (SSTG202), 3 units.')
    expect(lines.join('\n')).not.toContain('partner_down')
    expect(await told('renewal SSTG2', known)).toEqual([`The contracts could not be read: ${reason}`])
  })

  it('goes to the log once for each kind of error', async () => {
    const logged: object[] = []
    const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) }
    const renewals = { DRV: 'partner_down', SSTG2: 'partner_down', BCT: 'partner_down' } as const
    const known: Known = { customer: acme, options: [driveTrial, storage], tasks: 'partner_slow', renewals }
    const { ask } = startDesk(known, { log })
    await ask('about 7,8 renewal,scheduled DRV,SSTG2,BCT')
    await ask('about 7 renewal,options DRV,SSTG2,BCT')
    const twice = [{ code: 'partner_slow' }, { code: 'partner_down' }]
    expect(logged).toMatchObject([...twice, ...twice])
  })

  it('leaves the rest standing', async () => {
    expect(await told('trial,domain', { subscriptions: 'partner_slow' })).toEqual([
      expect.stringContaining('The contracts could not be read'),
      'acme.example is verified.',
      'Its MX record is active.',
    ])
  })

  it.each(['trial', '-', 'domain'])('without the customer there is no answer: %s', async (line) => {
    const { ask, audit } = startDesk({ customer: 'not_found' })
    const card = await ask(`about 7 ${line}`)
    expect(card.kind).toBe('error')
    expect(linesOf(card)).toContain('Code not_found · Reference ref-1')
    expect(audit.noted).toMatchObject([{ command: 'about', domainId: '7', outcome: 'error' }])
  })
})

describe('words from outside', () => {
  const hostile = '<!channel> *x* {{count}} $t(error.title)\u202e\u0007'

  it('are text', async () => {
    const customer = {
      ...acme,
      companyName: hostile,
      domain: hostile,
      timeZone: 'Mars/{{at}}',
      partnership: { ...partnership, customerCode: hostile, memo: hostile },
    }
    const clean = '<!channel> *x* {{count}} $t(error.title)'
    const spoken = speak(
      await startDesk({
        customer,
        subscriptions: [{ productId: hostile, plan: hostile, status: 'ACTIVE' }],
      }).ask('about 7 plan,code,localTime'),
      { locale: 'en', zone: 'UTC' },
    )
    expect(spoken.title).toBe(clean)
    expect(spoken.lead).toContain(`The customer code is ${clean}.`)
    expect(spoken.lead).toContain(`The memo says “${clean}”.`)
    expect(spoken.lead).toContain(`${clean} is in use: ${clean}.`)
    expect(spoken.lead).toContain('“Mars/{{at}}”')
  })

  it('a long memo is cut between what people see as characters, and stands in full below', async () => {
    const family = '👨‍👩‍👧‍👦'
    const memo = family.repeat(450)
    const card = await startDesk({ customer: { ...acme, partnership: { ...partnership, memo } } }).ask(
      'about 7 code',
    )
    const { lead = '', facts } = speak(card, { locale: 'en', zone: 'UTC' })
    const [, cut = ''] = /“(.*)…”/u.exec(lead) ?? []
    expect(cut.length).toBeGreaterThan(150)
    expect(cut.length).toBeLessThan(200)
    expect(cut.replaceAll(family, '')).toBe('')
    expect(facts.some(({ value }) => value === memo)).toBe(true)
  })
})
