import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { locales } from '../../src/core/locale.ts'
import { optionIds } from '../../src/core/option.ts'
import { intents } from '../../src/core/question/intent.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { speak } from '../../src/text/speak.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { on, option } from '../helpers/branded.ts'
import { type Known, silentLog } from '../helpers/known-partner.ts'
import { linesOf } from '../helpers/transcript.ts'
import {
  acme,
  administrator,
  applied,
  driveTrial,
  ended,
  free,
  standard,
  startDesk,
  storage,
  suspended,
  told,
  trial,
  upgrade,
} from './about-known.ts'

describe('the fact comes first', () => {
  it.each<[string, Known, readonly string[]]>([
    ['domain', {}, ['acme.example is verified.', 'Its MX record is active.']],
    [
      'domain',
      { customer: { ...acme, domainActive: false, mxRecordActive: false } },
      ['acme.example is not verified.', 'Its MX record is not active.'],
    ],
    [
      'domain',
      { customer: { domain: 'acme.example' } },
      ['Whether acme.example is verified is not given.', 'The state of its MX record is not given.'],
    ],
    ['domain', { customer: {} }, ['No domain is given.']],
    ['localTime', {}, ['It is Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00) there.']],
    [
      'localTime',
      { customer: { timeZone: 'Mars/Olympus' } },
      ["The customer's time zone “Mars/Olympus” is not known, so the time there cannot be told."],
    ],
    ['localTime', { customer: {} }, ['The customer has no time zone, so the time there cannot be told.']],
    ['code', {}, ['The customer code is AC-1.', 'The memo says “Call before ten”.']],
    ['code', { customer: {} }, ['No customer code is given.', 'There is no memo.']],
  ])('%s of %j', async (line, known, sentences) => {
    expect(await told(line, known)).toEqual(sentences)
  })

  it('of several things each has a sentence, in the order of the question', async () => {
    expect(await told('trial,licenses', { subscriptions: [trial] })).toEqual([
      'Advanced Trial (ADV_T) ends on Thu, Dec 31, 2026: 40 days left.',
      'Advanced Trial (ADV_T) has 30 licenses.',
    ])
  })

  it('beyond three, the others stand below with their names', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const lines = linesOf(await ask('about 7 plan,domain,code,localTime,licenses'))
    expect(lines).toContain('Local time: It is Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00) there.')
    expect(lines).toContain('Licenses: Advanced Trial (ADV_T) has 30 licenses.')
  })

  it.each(locales)('all of it in %s, and nothing but words', async (locale) => {
    const known = {
      subscriptions: [
        { ...standard, endsOn: on('2026-11-20') },
        { ...standard, startsOn: on('2026-11-30'), status: 'SUSPENDED' },
        { ...standard, startsOn: on('2026-11-30') },
        ...[trial, ended, free, suspended],
      ],
      options: [driveTrial, storage, { optionId: option('BCT'), endsOn: on('2026-11-20') }],
      tasks: [upgrade, applied],
      renewals: { SSTG2: { type: 'CHANGE', quantity: 2 } },
      customer: { ...acme, administrator, phoneNumber: '03-1' },
    }
    const lines = [...intents, ...intents.map((intent) => `${intent} DRV,SSTG2,BCT`)]
    for (const line of lines) {
      const sentences = await told(line, known, locale)
      expect(sentences.length, line).toBeGreaterThan(0)
      for (const sentence of sentences) {
        expect(sentence).not.toMatch(/about\.|intent\.|\{\{|undefined|\bNaN\b|\[object/)
        expect(sentence.trim()).not.toBe('')
      }
    }
  })
})

describe('below it stands the answer of the command that fits', () => {
  it.each([
    ['plan', '/subscriptions 7'],
    ['period,daysLeft,trial,licenses,renewal', '/subscriptions 7'],
    ['options', '/options 7'],
    ['scheduled', '/scheduled 7'],
    ['options,scheduled', '/options 7'],
    ['renewal SSTG2', '/renewal 7 SSTG2'],
    ['scheduled SSTG2', '/scheduled 7 SSTG2'],
    ['trial,domain', '/customer 7'],
    ['-', '/customer 7'],
  ])('%s: what %s shows', async (line, command) => {
    const known = {
      customer: acme,
      subscriptions: [trial, standard],
      options: [storage],
      tasks: [upgrade],
      renewals: { SSTG2: { type: 'STAY' } },
    }
    const { ask } = startDesk(known)
    const [card, below] = [await ask(`about 7 ${line}`), await ask(command)]
    expect(card.sections).toEqual(below.sections)
    expect(card.facts.slice(card.facts.length - below.facts.length)).toEqual(below.facts)
    expect(card.notes).toEqual(below.notes)
    expect(card.title).toEqual({ data: 'Acme' })
  })

  it.each([
    ['domain', ['Domain', 'Domain ID', 'Domain type', 'Domain ownership', 'MX record']],
    ['localTime', ['Domain', 'Domain ID', 'Language', 'Local time']],
    ['contact', ['Domain', 'Domain ID']],
    ['code', ['Domain', 'Domain ID', 'Partner status', 'Customer code', 'Memo']],
    [
      'localTime,code',
      ['Domain', 'Domain ID', 'Language', 'Local time', 'Partner status', 'Customer code', 'Memo'],
    ],
  ])('%s: of the customer what belongs to it, and no more', async (line, labels) => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const { facts, sections } = speak(await ask(`about 7 ${line}`), { locale: 'en', zone: 'UTC' })
    expect([facts.map(({ label }) => label), sections]).toEqual([labels, []])
  })

  it('two questions with one answer are answered once', async () => {
    const { lead } = speak(await startDesk({ customer: acme }).ask('about 7 plan,renewal,trial'), {
      ...{ locale: 'en', zone: 'UTC' },
    })
    expect(lead).toBe('No contract in use.')
  })

  it('alike contracts are told one by one', async () => {
    const alike = { ...standard, licenseCount: 5 }
    const known = { customer: acme, subscriptions: [alike, { ...alike, subscriptionId: '99' }] }
    const { lead } = speak(await startDesk(known).ask('about 7 licenses'), { locale: 'en', zone: 'UTC' })
    expect(lead?.split('\n')).toHaveLength(2)
  })

  it('a trial that is still to come has not begun', async () => {
    const coming = { ...trial, startsOn: '2026-12-07' as CalendarDate, endsOn: '2027-01-05' as CalendarDate }
    const { lead } = speak(
      await startDesk({ customer: acme, subscriptions: [coming] }).ask('about 7 trial'),
      {
        ...{ locale: 'en', zone: 'UTC' },
      },
    )
    expect(lead).toContain('has not begun: it runs from Mon, Dec 7, 2026 to Tue, Jan 5, 2027.')
  })

  it('without a matter, just as the command gives it', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    expect(await ask('about 7')).toEqual(await ask('customer 7'))
  })

  it('of named options, those alone', async () => {
    const held = [driveTrial, storage, { optionId: option('CST_S') }]
    const { ask } = startDesk({ customer: acme, options: held, tasks: [applied, upgrade] })
    const { sections } = speak(await ask('about 7 period DRV,BCT'), { locale: 'en', zone: 'UTC' })
    expect(sections.map(({ title }) => title)).toEqual([
      'Drive Trial (for STD) (DRV00)',
      'Scheduled, not held yet: Extend contacts (up to 250,000 contacts) (BCT01)',
    ])
  })

  it('asks again with the question itself, and about others with their commands', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const { actions } = await ask('about 7 trial,plan')
    expect(actions.map(({ kind, command }) => `${kind} ${command}`)).toEqual([
      'open customer 7',
      'open options 7',
      'open scheduled 7',
      'refresh about 7 trial,plan',
      'share about 7 trial,plan',
    ])
  })

  it('reaches the customer whom it is about where their ID is a code of another', async () => {
    const copies = new KnownCopies([{ id: '7' }, { id: '8', code: '7' }])
    const directory = createDirectory({ copies, wallClock: () => 0, log: silentLog })
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] }, { directory })
    const commands = (await ask('about 7 trial')).actions.map(({ command }) => command)
    expect(commands).toContain('options id:7')
    expect(commands).toContain('about 7 trial')
  })
})

describe('what nobody would type', () => {
  it.each([
    'about',
    'about acme trial',
    'about 7 weather',
    'about 7 trial drv',
    'about 1,2,3,4 trial',
    'about 7 a b c',
    `about 7 renewal ${Array.from({ length: optionIds.length + 1 }, (_, at) => `A${at}`).join(',')}`,
  ])('%s is told so', async (line) => {
    const card = await startDesk({ customer: acme }).ask(line)
    expect(card.kind).toBe('usage')
    expect(card.facts).toEqual([])
  })
})
